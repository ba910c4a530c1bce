using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Billing;
using Helpdesk.Features.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Billing;

/// <summary>Subscriptions, charges and codes on the ticket (D40, D45, D45a).</summary>
public class SubscriptionTests
{
    private const string Finance = "Aisha Bello";
    private const string Agent = "Elena Marsh";

    [Fact]
    public async Task D45a_a_plan_changes_once_as_previewed_even_when_the_answer_is_lost()
    {
        await using var world = await BillingWorld.Start();
        await world.Pay();
        var number = await world.Ticket();
        using var aisha = await world.Desk.As(Finance);
        var page = $"/tickets/{number}/subscription?subscription=sub_ada&act=change_plan&price=price_professional_month_usd";
        var form = WebUtility.HtmlDecode(await aisha.Page(page));
        // 15 of 30 days are left: 10.00 credited, 49.50 (half of 99.00) charged, and the next period.
        foreach (var shown in new[] { "Unused time on", "-10.00 USD", "Remaining time on professional", "49.50 USD", "138.50 USD" }) form.ShouldContain(shown);
        var fields = Fields(form);
        await world.Arm("stripe_timeout_after_success");
        (await aisha.PostForm(page, $"/tickets/{number}/subscription", [.. fields, ("press", "confirm")])).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await aisha.PostForm(page, $"/tickets/{number}/subscription", [.. fields, ("press", "confirm")])).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form again is the same change");
        await world.Work();
        await world.Work(TimeSpan.FromMinutes(2));

        (await Price(world)).ShouldBe("price_professional_month_usd");
        (await world.Desk.Scalar<string>("select state from subscription_change")).ShouldBe("done");
        (await world.Events(number)).ShouldBe(["subscription_change_confirmed", "subscription_changed"]);
        (await world.Desk.Scalar<long>("select count(*) from outbox_mail where kind = 'subscription' and text like '%Your plan has been changed%'")).ShouldBe(1);
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}")).ShouldContain("Plan changed");
        foreach (var sql in new[] { "update subscription_change set price = 'price_x'", "delete from subscription_change", "update subscription_change set state = 'requested'" })
            await Should.ThrowAsync<PostgresException>(() => world.Desk.Query(sql), sql);
    }

    [Fact]
    public async Task D45a_an_agent_asks_finance_confirms_and_what_has_changed_is_void()
    {
        await using var world = await BillingWorld.Start();
        await world.Pay();
        var number = await world.Ticket();
        var said = await Preview(world, Agent, number, SubscriptionAct.AtPeriodEnd);
        var once = Guid.CreateVersion7();
        await Should.ThrowAsync<NotAllowed>(() => Confirm(world, Agent, number, said, once)); // posted by hand
        await world.Desk.Send(Agent, new RequestSubscriptionChange.Command(number, said, SubscriptionChanges.HashOf(said), once));
        await world.Work();
        (await Ends(world)).ShouldBeFalse("asking changes nothing");
        await Should.ThrowAsync<Refused>(() => Confirm(world, Finance, number, said, Guid.CreateVersion7())); // a second one on the same subscription
        await Should.ThrowAsync<Stale>(() => world.Desk.Send(Finance, new ChangeSubscription.Command(number, said, "seen something else", once)));
        await Should.ThrowAsync<NotAllowed>(() => world.Desk.Send("Yuki Tanaka", new DeclineSubscriptionChange.Command(once)));
        using var aisha = await world.Desk.As(Finance);
        WebUtility.HtmlDecode(await aisha.Page($"/tickets/{number}/billing")).ShouldContain($"act=at_period_end&price=&once={once}");
        (await Confirm(world, Finance, number, await Preview(world, Finance, number, SubscriptionAct.AtPeriodEnd), once)).ShouldBe(SubscriptionChangeState.Sending);
        await world.Work();
        (await Ends(world)).ShouldBeTrue();
        (await world.Events(number)).ShouldBe(["subscription_change_requested", "subscription_change_confirmed", "subscription_changed"]);

        // Confirmed, and changed at Stripe before it was done: void, and nothing is called.
        var end = await Preview(world, Finance, number, SubscriptionAct.CancelNow);
        var late = Guid.CreateVersion7();
        await Confirm(world, Finance, number, end, late);
        await world.StripeForm("/v1/subscriptions/sub_ada", "cancel_at_period_end=false");
        await world.Work();
        (await world.Desk.Scalar<string>("select state from subscription_change where id = $1", late)).ShouldBe("void");
        (await world.Subscription("sub_ada")).GetProperty("status").GetString().ShouldBe("active");

        // Stripe says no: nothing is claimed.
        var no = await Preview(world, Finance, number, SubscriptionAct.CancelNow);
        await world.Arm("stripe_down", 1_000);
        var stuck = Guid.CreateVersion7();
        await Confirm(world, Finance, number, no, stuck);
        await world.Work();
        (await world.Desk.Scalar<string>("select state from subscription_change where id = $1", stuck)).ShouldBe("sending");
        await Should.ThrowAsync<Refused>(() => Preview(world, Finance, number, SubscriptionAct.GoOn));
    }

    [Fact]
    public async Task D40_D45_a_charge_is_explained_line_by_line_and_a_failure_in_plain_words()
    {
        await using var world = await BillingWorld.Start();
        await world.Pay();
        await world.Post("/stripe/payments", new { customer = "cus_ada", amount = "990", currency = "usd", decline = "expired_card" });
        var number = await world.Ticket();
        using var elena = await world.Desk.As(Agent);
        var panel = WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}/billing"));
        foreach (var shown in new[] { "What for", "1 × plan", "Charged", "the card has expired", "update the card", "Payment page", "portal" }) panel.ShouldContain(shown);
    }

    [Fact]
    public async Task D45a_a_code_is_checked_for_this_customer()
    {
        await using var world = await BillingWorld.Start();
        await world.Pay();
        var number = await world.Ticket();
        using var elena = await world.Desk.As(Agent);
        async Task<string> Check(string code) => WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}/discount?code={code}"));
        (await Check("spring25")).ShouldContain("25 % off for 3 months");
        (await Check("SPRING25")).ShouldContain("This customer can use it.");
        foreach (var (code, why) in new[] { ("WINTER10", "expired"), ("HUNDRED", "used up"), ("SWITCHEDOFF", "switched off"), ("FIRST50", "first payment"), ("FAMILYONLY", "does not apply"), ("NOSUCH", "no such code") })
            (await Check(code)).ShouldContain(why, Case.Sensitive, code);
        (await elena.Page($"/tickets/{number}/discount")).ShouldContain("name=\"code\"");
    }

    [Fact]
    public async Task D45_names_of_settings_are_for_administrators()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Refund please", "I want my money back.");
        using var elena = await desk.As(Agent);
        using var sam = await desk.As("Sam Okoye");
        var panel = WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}/billing"));
        panel.ShouldContain("Billing is not connected here yet");
        panel.ShouldNotContain("HELPDESK_");
        WebUtility.HtmlDecode(await sam.Page($"/tickets/{number}/billing")).ShouldContain("HELPDESK_STRIPE_KEY");
    }

    private static Task<PreviewChange.Answer> Preview(BillingWorld world, string person, string number, SubscriptionAct act) => world.Desk.Send(person, new PreviewChange.Query(number, "sub_ada", act));

    private static Task<SubscriptionChangeState> Confirm(BillingWorld world, string person, string number, PreviewChange.Answer said, Guid once) =>
        world.Desk.Send(person, new ChangeSubscription.Command(number, said, SubscriptionChanges.HashOf(said), once));

    private static async Task<string?> Price(BillingWorld world) => (await world.Subscription("sub_ada")).GetProperty("items").GetProperty("data")[0].GetProperty("price").GetProperty("id").GetString();

    private static async Task<bool> Ends(BillingWorld world) => (await world.Subscription("sub_ada")).GetProperty("cancel_at_period_end").GetBoolean();

    /// <summary>Of the form that posts.</summary>
    private static (string, string)[] Fields(string html)
    {
        var form = html[html.IndexOf("method=\"post\"", StringComparison.Ordinal)..];
        return [.. new[] { "subscription", "act", "price", "at", "seen", "once" }.Select(n => (n, Regex.Match(form, $"name=\"{n}\"[^>]*?value=\"([^\"]*)\"", RegexOptions.NonBacktracking).Groups[1].Value))];
    }
}
