using Helpdesk.Domain.Billing;
using Helpdesk.Features.Billing;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Billing;

/// <summary>D43: whatever crashes or is lost, each intent is one refund of the right amount, with the one key it has.</summary>
public class CrashTests
{
    private static readonly TimeSpan PastLease = RefundWork.Lease + TimeSpan.FromSeconds(1);

    [Fact]
    public async Task D43_killed_at_every_step_it_is_refunded_exactly_once()
    {
        await using var world = await BillingWorld.Start();
        var number = await world.Ticket();
        foreach (var before in new[] { true, false })
        {
            var charge = await world.Pay();
            var id = await world.Approved(number, charge); // committed, and nothing called yet
            (world.Wire.KillBefore, world.Wire.KillAfter) = (before, !before);
            await Should.ThrowAsync<Killed>(() => world.Work());
            (await world.Intent(id)).CalledAt.ShouldNotBeNull("committed before the call");
            await world.Work(PastLease);
            (await world.Intent(id)).State.ShouldBe(RefundState.Succeeded);
            (await world.Ledger(charge)).Count.ShouldBe(1, before ? "killed before the call" : "killed before the answer");
            world.Wire.Keys.Distinct().Count().ShouldBe(before ? 1 : 2, "one key an intent, however often it was sent");
        }
    }

    [Fact]
    public async Task D43_whatever_goes_wrong_on_the_way_it_ends_in_one_refund()
    {
        await using var world = await BillingWorld.Start();
        var number = await world.Ticket();
        string[] faults =
        [
            "stripe_webhook_first", "events_duplicate", "events_reordered", "stripe_timeout_before", "stripe_timeout_after_success", "stripe_500_after_success",
            "stripe_429", "stripe_403", "stripe_500",
        ];
        foreach (var (index, fault) in faults.Index())
        {
            world.Wire.Keys.Clear();
            var charge = await world.Pay();
            var id = await world.Approved(number, charge);
            await world.Arm(fault);
            await world.Work();
            if (fault == "stripe_timeout_before") (await world.Intent(id)).Unknown.ShouldBeTrue("visible: unknown, being resolved");
            if (fault == "stripe_403") (await world.Intent(id)).LastError.ShouldContain("Charges and Refunds: Write");
            for (var tries = 0; (await world.Intent(id)).State != RefundState.Succeeded; tries++)
            {
                tries.ShouldBeLessThan(12, fault);
                // A kept 500 comes back for a day; then the key is new again, and the list is searched before it is used.
                await world.Work(TimeSpan.FromHours(fault == "stripe_500" ? 4 : 1));
            }

            (await world.Ledger(charge)).Count.ShouldBe(1, fault);
            world.Wire.Keys.Distinct().Count().ShouldBe(1, fault);
            (await world.Events(number)).Count(e => e == "refund_settled").ShouldBe(index + 1, fault);
            (await world.Desk.Scalar<long>("select count(*) from outbox_mail where kind = 'refund'")).ShouldBe(index + 1, fault);
        }
    }

    [Fact]
    public async Task D43_after_twenty_hours_it_is_looked_up_before_any_call()
    {
        await using var world = await BillingWorld.Start();
        var (charge, number) = (await world.Pay(), await world.Ticket());
        var id = await world.Approved(number, charge);
        world.Wire.KillAfter = true;
        await Should.ThrowAsync<Killed>(() => world.Work());
        await world.Work(TimeSpan.FromHours(30)); // Stripe has forgotten the key
        (await world.Intent(id)).State.ShouldBe(RefundState.Succeeded);
        (await world.Ledger(charge)).ShouldBe([1_000]);
        world.Wire.Keys.Count.ShouldBe(1, "it was found, not asked for again");
    }

    [Fact]
    public async Task D44_late_failure_reopens_the_ticket_and_a_closed_one_gets_a_follow_up()
    {
        await using var world = await BillingWorld.Start();
        foreach (var closed in new[] { false, true })
        {
            var (charge, number) = (await world.Pay(), await world.Ticket());
            var id = await world.Approved(number, charge);
            await world.Work();
            await world.Desk.Query("update ticket set state = $2 where number = $1", number, closed ? "closed" : "resolved");
            await world.Post($"/stripe/refunds/{await world.RefundOf(charge)}/fail", new { reason = "lost_or_stolen_card" });
            await Desk.Until(async () => { await world.Work(); return (await world.Intent(id)).State == RefundState.Failed; }, "the failure came");
            (await world.Intent(id)).FailureReason.ShouldBe("lost_or_stolen_card");
            if (closed) (await world.Desk.Scalar<long>("select count(*) from ticket where follow_up_of = $1", number)).ShouldBe(1);
            else (await world.Desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("open");
        }
    }

    [Fact]
    public async Task D44_pending_and_requires_action_claim_nothing_and_a_refusal_says_why()
    {
        await using var world = await BillingWorld.Start();
        var number = await world.Ticket();
        foreach (var (fault, state) in new[] { ("stripe_refund_pending", RefundState.Pending), ("stripe_refund_requires_action", RefundState.RequiresAction) })
        {
            var charge = await world.Pay();
            var id = await world.Approved(number, charge);
            await world.Arm(fault);
            await world.Work();
            (await world.Intent(id)).State.ShouldBe(state);
            (await world.Desk.Scalar<long>("select count(*) from outbox_mail where kind = 'refund'")).ShouldBe(state == RefundState.Pending ? 0 : 1);
            await world.Post($"/stripe/refunds/{await world.RefundOf(charge)}/succeed", new { });
            await Desk.Until(async () => { await world.Work(TimeSpan.FromHours(2)); return (await world.Intent(id)).State == RefundState.Succeeded; }, "it went on");
        }

        // Refused for good: the bank was quicker with a dispute than the check was.
        var late = await world.Pay();
        var refused = await world.Approved(number, late);
        world.Wire.KillBefore = true;
        await Should.ThrowAsync<Killed>(() => world.Work());
        await world.Post($"/stripe/charges/{late}/dispute", new { reason = "general" });
        await world.Work(PastLease);
        (await world.Intent(refused)).State.ShouldBe(RefundState.Failed);
        (await world.Intent(refused)).LastError.ShouldContain("disputed");
        (await world.Ledger(late)).ShouldBeEmpty();
    }
}
