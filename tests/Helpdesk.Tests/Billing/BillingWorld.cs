using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Stripe;
using Helpdesk.Sandbox;
using Helpdesk.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Helpdesk.Tests.Billing;

/// <summary>A desk and the sandbox's Stripe, with Ada, who pays 20 dollars a month and whose account is linked.</summary>
public sealed class BillingWorld : IAsyncDisposable
{
    public const string WebhookSecret = "whsec_of_the_tests";
    public const string Ada = "ada@example.org";

    private BillingWorld(WebApplication sandbox, Desk desk) => (Sandbox, Desk, Http) = (sandbox, desk, new HttpClient { BaseAddress = new Uri(sandbox.Urls.Single()) });

    public WebApplication Sandbox { get; }
    public Desk Desk { get; }
    public HttpClient Http { get; }

    /// <summary>Crashes on purpose, between the application and Stripe.</summary>
    public CrashingWire Wire { get; private init; } = null!;

    public static async Task<BillingWorld> Start(bool running = false)
    {
        var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_STRIPE_WEBHOOK_SECRET", WebhookSecret, "--Logging:LogLevel:Default", "Warning"]);
        await sandbox.StartAsync();
        var wire = new CrashingWire(new Uri(sandbox.Urls.Single()));
        var desk = await Desk.Start(running, adjust: builder => builder.Services.Replace(ServiceDescriptor.Singleton(new StripeWay(wire.Client, IsSandbox: true))),
            settings: [("HELPDESK_SANDBOX", sandbox.Urls.Single()), ("HELPDESK_STRIPE_WEBHOOK_SECRET", "whsec_old," + WebhookSecret)]);
        sandbox.Configuration["HELPDESK_URL"] = desk.Url;
        var world = new BillingWorld(sandbox, desk) { Wire = wire };
        await world.Link(Ada, "cus_ada");
        return world;
    }

    /// <summary>An account that names its customer at Stripe.</summary>
    public async Task Link(string email, string? customer, bool confirmed = true)
    {
        var facts = new Dictionary<string, AccountFact>(StringComparer.Ordinal) { ["email"] = Fact(email), ["plan"] = Fact("premium"), ["emailConfirmed"] = Fact(confirmed) };
        if (customer is not null) facts["stripeCustomerId"] = Fact(customer);
        await Desk.Send(Viewer.System, new PutAccount.Command("acct_" + email, facts));
    }

    public Task<string> Ticket(string email = Ada) => Desk.Open("Please refund me", "I do not want it any more and would like my money back.", email, "Ada Brook");

    /// <summary>A payment at Stripe; a month in the middle of which we are, unless said otherwise.</summary>
    /// <returns>The charge's id.</returns>
    public async Task<string> Pay(long amount = 2_000, string currency = "usd", string interval = "month", string customer = "cus_ada", int paidDaysAgo = 15, int days = 30)
    {
        var paid = TimeProvider.System.GetUtcNow().AddDays(-paidDaysAgo).ToUnixTimeSeconds();
        return (await Post("/stripe/payments", new { customer, amount = $"{amount}", currency, interval, paidAt = $"{paid}", periodStart = $"{paid}", periodEnd = $"{paid + days * 86_400}", plan = "plan_" + Guid.NewGuid().ToString("N")[..6] })).GetProperty("id").GetString()!;
    }

    public async Task<JsonElement> Post(string path, object body)
    {
        var answer = await Http.PostAsJsonAsync(path, body);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>A subscription as Stripe has it.</summary>
    public async Task<JsonElement> Subscription(string id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/subscriptions/" + id) { Headers = { { "Authorization", "Bearer sk_test_colleague" } } };
        return await (await Http.SendAsync(request)).Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Somebody changes something at Stripe itself.</summary>
    public async Task StripeForm(string path, string form)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(form, null, "application/x-www-form-urlencoded"), Headers = { { "Authorization", "Bearer sk_test_colleague" } } };
        (await Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    public Task Arm(string kind, int times = 1) => Post("/faults", new { kind, times });

    /// <summary>All refunds that Stripe has made of a charge, those that failed left out.</summary>
    public async Task<IReadOnlyList<long>> Ledger(string charge) =>
        [.. (await Http.GetFromJsonAsync<JsonElement>("/stripe/ledger.json")).EnumerateArray().Where(r => r.GetProperty("charge").GetString() == charge && r.GetProperty("status").GetString() is not ("failed" or "canceled")).Select(r => r.GetProperty("amount").GetInt64())];

    public async Task<string> RefundOf(string charge) => (await Http.GetFromJsonAsync<JsonElement>("/stripe/ledger.json")).EnumerateArray().First(r => r.GetProperty("charge").GetString() == charge).GetProperty("id").GetString()!;

    public Task<QuoteRefund.Answer> Quote(string person, string number, string charge, SubscriptionEnd then = SubscriptionEnd.CancelNow) => Desk.Send(person, new QuoteRefund.Query(number, charge, null, then));

    /// <summary>What the form sends after what it has shown.</summary>
    public async Task<RefundState> Issue(string person, string number, QuoteRefund.Answer said, Guid? once = null, bool alone = true, long? amount = null, string? reason = null) =>
        await Desk.Send(person, new IssueRefund.Command(number, said, said.Quote.Hash(said.Quote.Decision.Amount), once ?? Guid.CreateVersion7(), alone, amount, reason));

    /// <summary>From the ticket to approved, alone.</summary>
    public async Task<Guid> Approved(string number, string charge)
    {
        var once = Guid.CreateVersion7();
        await Issue("Aisha Bello", number, await Quote("Aisha Bello", number, charge), once);
        return once;
    }

    /// <summary>The jobs' loops, once through, after so much time has passed.</summary>
    public async Task Work(TimeSpan? later = null)
    {
        if (later is { } by)
        {
            Desk.Clock.Advance(by);
            await Post("/time", new { advance = System.Xml.XmlConvert.ToString(by) }); // Stripe's clock goes with ours
        }

        for (var i = 0; i < 10; i++)
        {
            if (!await Once<RefundWork>() & !await Once<StripeEventWork>() & !await Once<SubscriptionWork>()) return;
        }
    }

    public Task Missed() => Once<MissedEvents>();

    public async Task<RefundIntent> Intent(Guid id)
    {
        await using var scope = Desk.App.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<RefundIntents>().Find(id, default))!;
    }

    public async Task<IReadOnlyList<string>> Events(string number) =>
        [.. (await Desk.Query("select e.type from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 and (e.type like 'refund%' or e.type like 'subscription%') order by e.version", number)).Select(r => (string)r[0]!)];

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Desk.DisposeAsync();
        await Sandbox.DisposeAsync();
    }

    private async Task<bool> Once<TWork>() where TWork : class, Helpdesk.Platform.Jobs.IDueWork
    {
        await using var scope = Desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Helpdesk.Platform.Commands.Caller>().Viewer = Viewer.System;
        return await ActivatorUtilities.CreateInstance<TWork>(scope.ServiceProvider).TakeOne(Desk.Clock.GetUtcNow(), default);
    }

    private static AccountFact Fact(object value) => new(JsonSerializer.SerializeToElement(value), "test", TimeProvider.System.GetUtcNow());
}
