using Helpdesk.Domain.Billing;
using Helpdesk.Features.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;
using TicketLog = Helpdesk.Features.Tickets.Tickets;

namespace Helpdesk.Tests.Billing;

/// <summary>The way of a refund, and every refusal (D41–D44).</summary>
public class RefundTests
{
    private const string Finance = "Aisha Bello";
    private const string Agent = "Elena Marsh";
    private const string Executive = "Priscilla Adeyemi";

    [Fact]
    public async Task D42_D44_within_the_limit_finance_issues_alone_and_everything_follows()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(), await world.Ticket());
        var said = await world.Quote(Finance, number, charge);
        said.Quote.Decision.Outcome.ShouldBe(RefundOutcome.Prorated);
        said.Quote.Decision.Amount.ShouldBe(1_000, said.Quote.Decision.ToText());
        var once = Guid.CreateVersion7();
        (await world.Issue(Finance, number, said, once)).ShouldBe(RefundState.Sending);
        (await world.Issue(Finance, number, said, once)).ShouldBe(RefundState.Sending, "a double click is one refund");
        await world.Work();
        await world.Work(TimeSpan.FromSeconds(30));

        var intent = await world.Intent(once);
        (intent.State, intent.SubscriptionState, intent.Unknown).ShouldBe((RefundState.Succeeded, "done", false));
        intent.RefundId.ShouldNotBeNull();
        intent.RequestId!.ShouldStartWith("req_");
        (await world.Ledger(charge)).ShouldBe([1_000]);
        (await world.Events(number)).ShouldBe(["refund_approved", "refund_settled", "refund_confirmed", "subscription_ended"]);
        (await world.Desk.Scalar<long>("select count(*) from outbox_mail where kind = 'refund' and text like '%10.00 USD%'")).ShouldBe(1);
        (await world.Desk.Scalar<long>("select count(*) from outside_refund")).ShouldBe(0, "ours is not from outside");
        await Rebuilds(world, number);

        // The database itself holds what was frozen.
        foreach (var sql in new[] { "update refund_intent set amount = 1", "update refund_intent set charge = 'ch_x'", "delete from refund_intent", "update refund_intent set state = 'sending'" })
            await Should.ThrowAsync<PostgresException>(() => world.Desk.Query(sql), sql);
    }

    [Fact]
    public async Task D42_above_the_policys_sum_another_finance_person_does_not_suffice()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(500_000), await world.Ticket());
        await world.Desk.Send(Finance, new SaveRefundPolicy.Command(1, 30, new Dictionary<string, long?>(), new Dictionary<string, long> { ["USD"] = 100_000 }, "Large sums go to the Executive"));
        var said = await world.Quote(Finance, number, charge);
        RefundRules.NeedsSecond(said.Quote).ShouldNotBeNull().ShouldContain("an Executive approves");
        var once = Guid.CreateVersion7();
        (await world.Issue(Finance, number, said, once, alone: false)).ShouldBe(RefundState.Waiting);
        var (hash, balance) = ((await world.Intent(once)).Hash, await world.Desk.Send(Finance, new ReadBalance.Query(charge)));
        (await Should.ThrowAsync<Refused>(() => world.Desk.Send("Omar Haddad", new ApproveRefund.Command(once, hash, balance)))).Message.ShouldContain("Executive");
        (await world.Desk.Send(Executive, new ApproveRefund.Command(once, hash, balance))).ShouldBe(RefundState.Sending);
    }

    [Fact]
    public async Task D42_an_agent_requests_and_issues_none_and_nobody_approves_their_own()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(50_000, days: 30), await world.Ticket());
        var said = await world.Quote(Agent, number, charge);
        await Should.ThrowAsync<NotAllowed>(() => world.Issue(Agent, number, said)); // the form posted by hand
        var (once, amount) = (Guid.CreateVersion7(), said.Quote.Decision.Amount!.Value);
        amount.ShouldBeInRange(24_000, 25_000);
        (await world.Desk.Send(Agent, new RequestRefund.Command(number, said, said.Quote.Hash(amount), once))).ShouldBe(once);
        await Should.ThrowAsync<Refused>(() => world.Desk.Send(Agent, new RequestRefund.Command(number, said, said.Quote.Hash(amount), Guid.CreateVersion7()))); // two tabs
        await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, said, alone: false)); // a second intent on one charge
        var elsewhere = await world.Ticket();
        var saidThere = await world.Quote(Finance, elsewhere, charge);
        await Should.ThrowAsync<Stale>(() => world.Issue(Finance, elsewhere, saidThere, once, alone: false)); // the request of another ticket

        // 250.00 is above 200.00: issuing alone is refused, proposing works, approving it oneself does not.
        (await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, said, once))).Message.ShouldContain("more than 200.00 USD");
        (await world.Issue(Finance, number, said, once, alone: false)).ShouldBe(RefundState.Waiting);
        var balance = await world.Desk.Send(Finance, new ReadBalance.Query(charge));
        var hash = (await world.Intent(once)).Hash;
        (await Should.ThrowAsync<Refused>(() => world.Desk.Send(Finance, new ApproveRefund.Command(once, hash, balance)))).Message.ShouldContain("somebody else");
        await Should.ThrowAsync<NotAllowed>(() => world.Desk.Send(Agent, new ApproveRefund.Command(once, hash, balance)));
        await Should.ThrowAsync<Stale>(() => world.Desk.Send(Executive, new ApproveRefund.Command(once, "another", balance)));
        await Should.ThrowAsync<PostgresException>(() => world.Desk.Query("update refund_intent set state = 'sending', approved_by = proposed_by, approved_at = now()"));
        (await world.Desk.Send(Executive, new ApproveRefund.Command(once, hash, balance))).ShouldBe(RefundState.Sending);
        (await world.Desk.Send(Executive, new ApproveRefund.Command(once, hash, balance))).ShouldBe(RefundState.Sending, "pressed twice");
        await world.Work();
        (await world.Ledger(charge)).ShouldBe([amount]);
        (await world.Events(number)).Take(4).ShouldBe(["refund_requested", "refund_proposed", "refund_approved", "refund_settled"]);
    }

    [Fact]
    public async Task D43_of_two_clerks_who_press_at_once_one_refunds_and_the_other_reads_why_not()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(), await world.Ticket());
        var said = await world.Quote(Finance, number, charge);
        var presses = await Task.WhenAll(new[] { Finance, "Omar Haddad" }.Select(async clerk =>
        {
            try
            {
                return (await world.Issue(clerk, number, said)).ToString();
            }
            catch (Exception no) when (no is Refused or Stale)
            {
                return no.Message;
            }
        }));
        presses.Count(p => p == nameof(RefundState.Sending)).ShouldBe(1, string.Join(" / ", presses));
        presses.Single(p => p != nameof(RefundState.Sending)).ShouldNotBeEmpty();
        await world.Work();
        (await world.Ledger(charge)).ShouldBe([1_000]);
    }

    [Fact]
    public async Task D42_a_changed_balance_a_dispute_or_a_missing_limit_stop_it_with_the_reason()
    {
        await using var world = await BillingWorld.Start();
        var number = await world.Ticket();
        // No row for SEK: never alone.
        var sek = await world.Pay(2_000, "sek");
        var saidSek = await world.Quote(Finance, number, sek);
        (await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, saidSek))).Message.ShouldContain("no limit for SEK");

        // The balance changes between proposal and approval: void, and said.
        var proposed = Guid.CreateVersion7();
        await world.Issue(Finance, number, saidSek, proposed, alone: false);
        await world.Post($"/stripe/charges/{sek}/refund", new { amount = "100" });
        var balance = await world.Desk.Send(Executive, new ReadBalance.Query(sek));
        (await world.Desk.Send(Executive, new ApproveRefund.Command(proposed, (await world.Intent(proposed)).Hash, balance))).ShouldBe(RefundState.Void);

        // Between approval and execution: void as well.
        var usd = await world.Pay();
        var approved = await world.Approved(number, usd);
        await world.Post($"/stripe/charges/{usd}/refund", new { amount = "300" });
        await world.Work();
        (await world.Intent(approved)).State.ShouldBe(RefundState.Void);
        (await world.Ledger(usd)).ShouldBe([300]);
        await Desk.Until(async () =>
        {
            await world.Work(); // the webhooks come when they come
            return await world.Desk.Scalar<long>("select count(*) from outside_refund") == 2;
        }, "both refunds made elsewhere are known");

        // What was shown and what is now differ: nothing is done.
        var stale = await world.Pay();
        var seen = await world.Quote(Finance, number, stale);
        await world.Post($"/stripe/charges/{stale}/refund", new { amount = "300" });
        var fresh = await world.Quote(Finance, number, stale);
        await Should.ThrowAsync<Stale>(() => world.Desk.Send(Finance, new IssueRefund.Command(number, fresh, seen.Quote.Hash(seen.Quote.Decision.Amount), Guid.CreateVersion7(), true)));

        // D41.1.
        await world.Post($"/stripe/charges/{stale}/dispute", new { reason = "fraudulent" });
        var disputed = await world.Quote(Finance, number, stale);
        (disputed.Quote.Decision.Outcome, disputed.Quote.Decision.Approval).ShouldBe((RefundOutcome.Denied, RefundApproval.Executive));
        (await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, disputed))).Message.ShouldContain("disputed");
    }

    [Fact]
    public async Task D41_3_case_by_case_needs_amount_reason_and_a_second_person_and_D40_a_sure_customer()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(interval: "one_time"), await world.Ticket());
        var said = await world.Quote(Finance, number, charge);
        said.Quote.Decision.Outcome.ShouldBe(RefundOutcome.CaseByCase);
        (await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, said, alone: false, amount: 500))).Message.ShouldContain("Say why");
        (await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, said, alone: false, amount: 2_001, reason: "x"))).Message.ShouldContain("Only 20.00 USD");
        await Should.ThrowAsync<Refused>(() => world.Issue(Finance, number, said, alone: true, amount: 500, reason: "Goodwill"));
        (await world.Issue(Finance, number, said, alone: false, amount: 500, reason: "Goodwill")).ShouldBe(RefundState.Waiting);

        var kept = await world.Pay();
        (await world.Quote(Finance, number, kept, SubscriptionEnd.Keep)).Quote.Decision.Outcome.ShouldBe(RefundOutcome.CaseByCase);
        var others = await world.Pay(customer: "cus_other");
        (await Should.ThrowAsync<Refused>(() => world.Quote(Finance, number, others))).Message.ShouldContain("another customer");

        // Known by address only: shown, but no money.
        await world.Post("/stripe/payments", new { customer = "cus_eve", email = "eve@example.org", amount = "2000" });
        var eve = await world.Ticket("eve@example.org");
        (await Should.ThrowAsync<Refused>(() => world.Quote(Finance, eve, charge))).Message.ShouldContain("e-mail address only");
        await world.Link("eve@example.org", null, confirmed: true);
        (await Should.ThrowAsync<Refused>(() => world.Quote(Finance, eve, charge))).Message.ShouldContain("another customer", customMessage: "verified now, but not hers");
    }

    private static async Task Rebuilds(BillingWorld world, string number)
    {
        var id = await world.Desk.Scalar<Guid>("select id from ticket where number = $1", number);
        await using var scope = world.Desk.App.Services.CreateAsyncScope();
        var log = await scope.ServiceProvider.GetRequiredService<TicketLog>().Log(id, default);
        Rebuild.From(id, log.Select(e => (e.Change, e.Row.At))).Version.ShouldBe(log.Count);
    }
}
