using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Billing;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Billing;

/// <summary>Panel, form and desk in a browser without scripts (D40, UX 5).</summary>
public class BillingPageTests
{
    [Fact]
    public async Task D40_the_ticket_sends_no_call_and_from_it_a_refund_is_two_presses_away()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(), await world.Ticket());
        await world.Pay(amount: 990, customer: "cus_ada", paidDaysAgo: 40);
        using var aisha = await world.Desk.As("Aisha Bello");
        var ticket = await aisha.Page($"/tickets/{number}");
        ticket.ShouldContain($"data-load=\"/tickets/{number}/billing\"");
        world.Wire.Calls.ShouldBeEmpty("the ticket page itself asks Stripe nothing");

        var panel = await aisha.Page($"/tickets/{number}/billing");
        foreach (var shown in new[] { "by the account’s link", "20.00 USD", "9.90 USD", "visa …4242", "PDF", $"/tickets/{number}/refund?charge={charge}" }) WebUtility.HtmlDecode(panel).ShouldContain(shown);
        panel.ShouldNotContain("data-load", Case.Sensitive, "the fragment does not ask for itself again");

        var page = $"/tickets/{number}/refund?charge={charge}";
        var form = WebUtility.HtmlDecode(await aisha.Page(page));
        form.ShouldContain("Refund 10.00 USD");
        form.ShouldContain("D41.5");
        var fields = new[] { "charge", "message", "then", "seen", "once" }.Select(n => (n, Field(form, n))).Append(("act", "issue")).ToArray();
        var sent = await aisha.PostForm(page, $"/tickets/{number}/refund", fields);
        (sent.StatusCode, sent.Headers.Location!.OriginalString).ShouldBe((HttpStatusCode.Redirect, $"/tickets/{number}"));
        (await aisha.PostForm(page, $"/tickets/{number}/refund", fields)).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form again is the same refund");
        await world.Work();
        (await world.Ledger(charge)).ShouldBe([1_000]);
        WebUtility.HtmlDecode(await aisha.Page("/refunds")).ShouldContain("Issued");
        var id = await world.Desk.Scalar<Guid>("select id from refund_intent");
        WebUtility.HtmlDecode(await aisha.Page($"/refunds/{id}")).ShouldContain("Refund of 10.00 USD");
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}")).ShouldContain("Refund of 10.00 USD has left");
    }

    [Fact]
    public async Task D40_stripe_down_shows_the_last_copy_and_takes_the_money_actions_away()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(), await world.Ticket());
        using var aisha = await world.Desk.As("Aisha Bello");
        (await aisha.Page($"/tickets/{number}/billing")).ShouldContain("/refund?charge=");
        world.Desk.Clock.Advance(TimeSpan.FromMinutes(10));
        await world.Arm("stripe_down", 500);
        var panel = WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}/billing"));
        panel.ShouldContain("This is how it was");
        panel.ShouldContain("20.00 USD");
        panel.ShouldNotContain("/refund?charge=");
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}/refund?charge={charge}")).ShouldContain("No money can be moved now");
    }

    [Fact]
    public async Task D42_an_agent_asks_and_a_changed_balance_voids_what_waits()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(60_000), await world.Ticket());
        using var elena = await world.Desk.As("Elena Marsh");
        using var priscilla = await world.Desk.As("Priscilla Adeyemi");
        var page = $"/tickets/{number}/refund?charge={charge}";
        var form = WebUtility.HtmlDecode(await elena.Page(page));
        form.ShouldContain("Ask Finance for");
        var fields = new[] { "charge", "message", "then", "seen", "once" }.Select(n => (n, Field(form, n))).ToArray();
        (await elena.PostForm(page, $"/tickets/{number}/refund", [.. fields, ("act", "issue")])).StatusCode.ShouldBe(HttpStatusCode.Forbidden, "posted by hand");
        (await elena.PostForm(page, $"/tickets/{number}/refund", [.. fields, ("act", "request")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await elena.Get("/refunds")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        var once = Guid.Parse(fields.Single(f => f.n == "once").Item2);
        await world.Issue("Aisha Bello", number, await world.Quote("Aisha Bello", number, charge), once, alone: false);
        await world.Post($"/stripe/charges/{charge}/refund", new { amount = "100" });
        var seen = Field(await priscilla.Page($"/refunds/{once}"), "seen");
        var refused = await priscilla.PostForm($"/refunds/{once}", $"/refunds/{once}?handler=Approve", ("seen", seen));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()).ShouldContain("this refund was not approved and is void");
        (await world.Intent(once)).State.ShouldBe(RefundState.Void);
    }

    [Fact]
    public async Task Without_key_and_sandbox_billing_says_not_connected_and_offers_nothing()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Refund please", "I want my money back.");
        using var aisha = await desk.As("Aisha Bello");
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}/billing")).ShouldContain("Billing is not connected");
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}/refund?charge=ch_1")).ShouldContain("Billing is not connected");
    }

    /// <summary>Of the form that posts: the one above it only asks again.</summary>
    private static string Field(string html, string name) =>
        Regex.Match(html[html.IndexOf("method=\"post\"", StringComparison.Ordinal)..], $"name=\"{name}\"[^>]*?value=\"([^\"]*)\"", RegexOptions.NonBacktracking).Groups[1].Value;
}
