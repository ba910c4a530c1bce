using System.Net;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Billing;

/// <summary>D48: signature over the raw body, stored before handled, once per event id.</summary>
public class StripeHookTests
{
    [Fact]
    public async Task D48_an_event_is_verified_stored_once_and_answered_at_once()
    {
        await using var desk = await Desk.Start(running: false, settings: [("HELPDESK_STRIPE_WEBHOOK_SECRET", "whsec_old,whsec_new")]);
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        const string body = """{"id":"evt_1","object":"event","type":"refund.updated","created":1700000000,"livemode":false,"api_version":"2026-10-28.endive","data":{"object":{"id":"re_1","charge":"ch_1","customer":{"id":"cus_1"}}},"request":null}""";
        foreach (var secret in new[] { "whsec_old", "whsec_new", "whsec_new" }) (await Post(http, body, secret)).ShouldBe(HttpStatusCode.OK);
        (await desk.Query("select object_id, charge, customer, state from stripe_event")).ShouldHaveSingleItem().ShouldBe(["re_1", "ch_1", "cus_1", "waiting"]);
        (await Post(http, body.Replace("evt_1", "evt_2", StringComparison.Ordinal).Replace("refund.updated", "coupon.created", StringComparison.Ordinal), "whsec_new")).ShouldBe(HttpStatusCode.OK);
        (await desk.Scalar<string>("select state from stripe_event where id = 'evt_2'")).ShouldBe("ignored", "an unknown type is no work");
        foreach (var nonsense in new[] { "[]", "{}", "not json", """{"id":"evt_3","type":"x","created":1e99,"data":{"object":{}}}""" }) (await Post(http, nonsense, "whsec_new")).ShouldBe(HttpStatusCode.OK);
        (await Post(http, body, "whsec_other")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Post(http, body + " ", "whsec_new", signed: body)).ShouldBe(HttpStatusCode.Unauthorized, "not the bytes that were signed");
        (await http.PostAsync("/hooks/stripe", new StringContent(body))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Scalar<long>("select count(*) from stripe_event")).ShouldBe(2);
    }

    [Fact]
    public async Task Without_a_secret_every_event_is_refused()
    {
        await using var desk = await Desk.Start(running: false);
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        (await Post(http, "{}", "")).ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task D48_what_no_webhook_took_is_asked_for_once_an_hour()
    {
        await using var world = await BillingWorld.Start();
        world.Sandbox.Configuration["HELPDESK_URL"] = "http://127.0.0.1:1"; // nobody listens there
        var charge = await world.Pay();
        await world.Post($"/stripe/charges/{charge}/refund", new { amount = "100" });
        await world.Missed();
        await world.Missed();
        world.Wire.Calls.Count(c => c == "GET /v1/events").ShouldBe(1, "not again within the hour");
        await world.Work();
        (await world.Desk.Scalar<long>("select count(*) from outside_refund")).ShouldBe(1);
    }

    private static async Task<HttpStatusCode> Post(HttpClient http, string body, string secret, string? signed = null)
    {
        var stamp = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret.Length == 0 ? "x" : secret), Encoding.UTF8.GetBytes($"{stamp}.{signed ?? body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/stripe") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Headers.Add("Stripe-Signature", $"t={stamp},v1={Convert.ToHexStringLower(mac)}");
        return (await http.SendAsync(request)).StatusCode;
    }
}
