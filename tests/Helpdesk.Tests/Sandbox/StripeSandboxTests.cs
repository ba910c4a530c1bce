using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Platform;
using Helpdesk.Platform.Stripe;
using Helpdesk.Sandbox;
using Helpdesk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

/// <summary>The stand-in for Stripe: what it answers and tells fits Stripe's own document.</summary>
public sealed class StripeSandboxTests : IAsyncLifetime
{
    private const string Secret = "whsec_sandbox";
    private readonly WebApplication sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_STRIPE_WEBHOOK_SECRET", Secret, "--Logging:LogLevel:Default", "Warning"]);
    private readonly HttpClient http = new();
    private readonly Receiver application = new();

    public async ValueTask InitializeAsync()
    {
        await application.Start();
        sandbox.Configuration["HELPDESK_URL"] = application.Address;
        await sandbox.StartAsync();
        http.BaseAddress = new Uri(sandbox.Urls.Single());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "sk_test_1");
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await sandbox.DisposeAsync();
        await application.DisposeAsync();
    }

    [Fact]
    public async Task Every_answer_and_event_fits_stripes_document()
    {
        var contract = new StripeContract();
        const string demo = "cus_demo_premium_1017"; // n % 10 == 7: one of its payments is disputed
        var charge = (await Get($"/v1/charges?customer={demo}")).GetProperty("data")[0].GetProperty("id").GetString()!;
        var refund = await Post("/v1/refunds", $"charge={charge}&amount=500&reason=requested_by_customer&metadata[helpdesk_refund]=r1", "k1");
        await http.PostAsync($"/stripe/refunds/{refund.GetProperty("id").GetString()}/fail", JsonContent.Create(new { reason = "lost_or_stolen_card" }));
        var portal = await Post("/v1/billing_portal/sessions", $"customer={demo}&return_url=http://x", "k2");
        var preview = await Post("/v1/invoices/create_preview", $"customer={demo}&subscription=sub_demo_premium_1017&subscription_details[items][0][id]=si_sub_demo_premium_1017&subscription_details[items][0][price]=price_family_month_usd", "k0");
        var moved = await Post("/v1/subscriptions/sub_demo_premium_1017", "items[0][id]=si_sub_demo_premium_1017&items[0][price]=price_family_month_usd&proration_behavior=create_prorations", "k4");
        var changed = await Post("/v1/subscriptions/sub_demo_premium_1017", "cancel_at_period_end=true", "k3");
        await http.DeleteAsync("/v1/subscriptions/sub_demo_premium_1017?prorate=false");

        foreach (var (path, schema) in new[]
        {
            ($"/v1/customers/{demo}", "customer"), ("/v1/promotion_codes?limit=20", "promotion_code"), ($"/v1/subscriptions?customer={demo}&status=all", "subscription"), ($"/v1/invoices?customer={demo}&expand[0]=data.payments", "invoice"),
            ($"/v1/charges?customer={demo}", "charge"), ($"/v1/refunds?charge={charge}", "refund"), ("/v1/disputes", "dispute"), ($"/v1/customers/{demo}/payment_methods", "payment_method"),
        })
        {
            var answer = await Get(path);
            if (answer.TryGetProperty("data", out var data)) data.GetArrayLength().ShouldBeGreaterThan(0, path);
            contract.OfObject(answer, schema).ShouldBeEmpty(path);
        }

        contract.OfObject(refund, "refund").ShouldBeEmpty();
        contract.OfObject(portal, "billing_portal.session").ShouldBeEmpty();
        contract.OfObject(changed, "subscription").ShouldBeEmpty();
        contract.OfObject(preview, "invoice").ShouldBeEmpty();
        contract.OfObject(moved, "subscription").ShouldBeEmpty();
        foreach (var told in (await Get("/v1/events?limit=100")).GetProperty("data").EnumerateArray())
        {
            var type = told.GetProperty("type").GetString()!;
            contract.OfObject(told, "event." + type).ShouldBeEmpty(type);
        }

        contract.OfObject(JsonDocument.Parse("""{"id":1,"object":"refund"}""").RootElement, "refund").Count.ShouldBeGreaterThan(3, "a specimen that must fail");
    }

    [Fact]
    public async Task A_key_is_one_refund_however_often_it_is_sent_and_webhooks_are_signed()
    {
        var charge = (await Pay(new { amount = "2000", currency = "usd" })).GetProperty("id").GetString()!;
        await Arm("stripe_timeout_after_success");
        await Should.ThrowAsync<HttpRequestException>(() => Post("/v1/refunds", $"charge={charge}&amount=700", "once"));
        var again = await http.SendAsync(Request("/v1/refunds", $"charge={charge}&amount=700", "once"));
        again.Headers.GetValues("Idempotent-Replayed").Single().ShouldBe("true");
        (await http.SendAsync(Request("/v1/refunds", $"charge={charge}&amount=800", "once"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var known = await Get($"/v1/charges/{charge}");
        known.GetProperty("amount_refunded").GetInt64().ShouldBe(700);
        (await http.SendAsync(Request("/v1/refunds", $"charge={charge}&amount=1301", "more"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var post = await application.Next("/hooks/stripe");
        StripeSignature.Verify([new Secret(Secret)], post.Headers["Stripe-Signature"], post.Body, TimeProvider.System.GetUtcNow()).ShouldBeTrue();
    }

    private async Task<JsonElement> Get(string path) => await http.GetFromJsonAsync<JsonElement>(path);

    private async Task<JsonElement> Pay(object payment) => await (await http.PostAsJsonAsync("/stripe/payments", payment)).Content.ReadFromJsonAsync<JsonElement>();

    private async Task Arm(string kind) => (await http.PostAsJsonAsync("/faults", new { kind })).EnsureSuccessStatusCode();

    private async Task<JsonElement> Post(string path, string form, string key) => await (await http.SendAsync(Request(path, form, key))).Content.ReadFromJsonAsync<JsonElement>();

    private HttpRequestMessage Request(string path, string form, string key)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(http.BaseAddress!, path)) { Content = new StringContent(form, null, "application/x-www-form-urlencoded") };
        request.Headers.Add("Idempotency-Key", key);
        return request;
    }
}
