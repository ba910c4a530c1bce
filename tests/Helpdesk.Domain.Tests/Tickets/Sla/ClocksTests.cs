using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D24–D27: what happens to the clocks of a Premium ticket that arrives on Tuesday 2026-06-02 at 10:00.</summary>
public class ClocksTests
{
    private static readonly SlaFacts Premium = new(Plan.Premium, Taxonomy.Get("login"), null, Time("2026-06-02 10:00"));
    private static readonly Clocks New = Clocks.Start(Premium, SlaPolicies.Shipped);

    private static ClockState? State(Clocks clocks, Target target) => clocks[target]?.State;

    [Fact]
    public void D24_a_new_ticket_runs_a_clock_for_each_target_it_has()
    {
        New.Values.Select(v => v.Target).ShouldBe([Target.FirstResponse, Target.Resolution, Target.Escalation]);
        New.Values.ShouldAllBe(v => v.State == ClockState.Running && v.Due != null && v.Policy == "plan:premium");
    }

    [Theory]
    [InlineData("2026-06-02 21:59", ClockState.Met)]
    [InlineData("2026-06-02 22:00", ClockState.Met)] // at the due instant the promise is kept
    [InlineData("2026-06-02 22:00:01", ClockState.Missed)]
    public void D24_a_public_reply_stops_the_first_response(string at, ClockState state)
    {
        var clock = New.Replied(Time(at))[Target.FirstResponse]!;
        clock.State.ShouldBe(state);
        clock.StoppedAt.ShouldBe(Time(at));
        New.Replied(Time(at)).Replied(Time("2026-06-04 10:00"))[Target.FirstResponse].ShouldBe(clock);
    }

    [Fact]
    public void D24_a_bounced_reply_never_stopped_the_clock()
    {
        var bounced = New.Replied(Time("2026-06-02 11:00")).StopTakenBack(Target.FirstResponse);
        bounced[Target.FirstResponse].ShouldBe(New[Target.FirstResponse]);
        State(bounced.Passed(Time("2026-06-02 22:00")), Target.FirstResponse).ShouldBe(ClockState.Missed);
    }

    [Fact]
    public void D24_pending_holds_resolution_and_escalation_and_no_other()
    {
        var pending = New.Paused(Time("2026-06-02 15:00"));
        State(pending, Target.Resolution).ShouldBe(ClockState.Paused);
        State(pending, Target.Escalation).ShouldBe(ClockState.Paused);
        State(pending, Target.FirstResponse).ShouldBe(ClockState.Running);
        pending[Target.Resolution]!.Due.ShouldBeNull();
        pending.Passed(Time("2027-06-02 15:00"))[Target.Resolution]!.State.ShouldBe(ClockState.Paused);

        var resumed = pending.Resumed(Time("2026-06-03 11:00"));
        resumed[Target.Resolution].ShouldBe(New[Target.Resolution]! with { Due = Time("2026-06-04 14:00") });
        resumed[Target.Escalation]!.Due.ShouldBe(Time("2026-06-05 14:00"));
    }

    [Fact]
    public void D24_resolved_without_a_reply_is_not_needed()
    {
        var resolved = New.Resolved(Time("2026-06-02 12:00"));
        State(resolved, Target.FirstResponse).ShouldBe(ClockState.NotNeeded);
        State(resolved, Target.Resolution).ShouldBe(ClockState.Met);
        State(resolved, Target.Escalation).ShouldBe(ClockState.NotNeeded);
        resolved.Replied(Time("2026-06-02 13:00"))[Target.FirstResponse]!.State.ShouldBe(ClockState.NotNeeded);
    }

    [Fact]
    public void D24_reopened_goes_on_from_where_it_stopped()
    {
        var reopened = New.Replied(Time("2026-06-02 11:00")).Resolved(Time("2026-06-02 12:00")).Reopened(Time("2026-06-03 12:00"));
        // Two hours were used, fourteen are left: Wednesday 12:00 to Friday 10:00.
        reopened[Target.Resolution].ShouldBe(New[Target.Resolution]! with { Due = Time("2026-06-05 10:00") });
        State(reopened, Target.Escalation).ShouldBe(ClockState.Running);
        State(reopened, Target.FirstResponse).ShouldBe(ClockState.Met);
    }

    [Fact]
    public void D24_pending_and_then_resolved_is_one_pause()
    {
        var clocks = New.Paused(Time("2026-06-02 11:00")).Resolved(Time("2026-06-02 12:00"));
        clocks[Target.Resolution].ShouldBe(New[Target.Resolution]! with
        {
            Due = Time("2026-06-04 11:00"), State = ClockState.Met, StoppedAt = Time("2026-06-02 12:00"),
        });
        clocks.Reopened(Time("2026-06-02 13:00"))[Target.Resolution]!.Due.ShouldBe(Time("2026-06-04 12:00"));
    }

    [Fact]
    public void D25_a_breach_stays_recorded_through_reopening_and_reclassification()
    {
        var late = New.Passed(Time("2026-06-04 10:00"));
        State(late, Target.Resolution).ShouldBe(ClockState.Missed);
        var after = late.Resolved(Time("2026-06-04 11:00")).Reopened(Time("2026-06-04 12:00"))
            .Recomputed(f => f with { Plan = Plan.Free }, SlaPolicies.Shipped, Time("2026-06-04 13:00"));
        after[Target.Resolution].ShouldBe(late[Target.Resolution]);
    }

    [Fact]
    public void D25_a_change_of_plan_recomputes_from_arrival_and_keeps_the_pauses()
    {
        var clocks = New.Paused(Time("2026-06-02 11:00")).Resumed(Time("2026-06-02 13:00"))
            .Recomputed(f => f with { Plan = Plan.Free }, SlaPolicies.Shipped, Time("2026-06-02 14:00"));
        clocks[Target.FirstResponse]!.Due.ShouldBe(Time("2026-06-04 10:00"));
        clocks[Target.Resolution]!.Due.ShouldBe(Time("2026-06-09 12:00"));
        clocks.Recomputations.Select(r => r.Target).ShouldBe([Target.FirstResponse, Target.Resolution, Target.Escalation]);
        clocks.Recomputations[1].Old!.Due.ShouldBe(Time("2026-06-04 12:00"));
    }

    [Fact]
    public void D25_a_target_put_in_the_past_is_missed_by_reclassification()
    {
        var at = Time("2026-06-02 15:00");
        var clocks = New.Recomputed(f => f with { Plan = Plan.Enterprise }, SlaPolicies.Shipped, at);
        clocks[Target.FirstResponse].ShouldBe(new ClockValue(
            Target.FirstResponse, Time("2026-06-02 11:00"), "plan:enterprise", ClockState.Missed, null, MissedByReclassification: true));
        clocks[Target.Resolution]!.ShouldSatisfyAllConditions(c => c.State.ShouldBe(ClockState.Running), c => c.MissedByReclassification.ShouldBeFalse());

        // A reply that was in time stays so.
        State(New.Replied(Time("2026-06-02 14:00")).Recomputed(f => f with { Plan = Plan.Enterprise }, SlaPolicies.Shipped, at), Target.FirstResponse)
            .ShouldBe(ClockState.Met);
    }

    [Fact]
    public void D25_an_acknowledgment_found_late_runs_an_hour_from_there()
    {
        var at = Time("2026-06-02 15:00");
        var claim = New.Recomputed(f => f with { Subcategory = Taxonomy.Get("rights_holder_claim") }, SlaPolicies.Shipped, at);
        claim[Target.Acknowledgment].ShouldBe(new ClockValue(
            Target.Acknowledgment, Time("2026-06-02 16:00"), "issue:ip_attribution/rights_holder_claim", ClockState.Running, null, MissedByReclassification: true));
        // Read back from its row, it still began there; a further change leaves it alone.
        Clocks.Of(claim.Values, Premium with { Subcategory = Taxonomy.Get("rights_holder_claim") }, SlaPolicies.Shipped)
            .Recomputed(f => f with { Plan = Plan.Family }, SlaPolicies.Shipped, Time("2026-06-02 15:30"))
            [Target.Acknowledgment].ShouldBe(claim[Target.Acknowledgment]);
        State(claim.Acknowledged(Time("2026-06-02 15:50")), Target.Acknowledgment).ShouldBe(ClockState.Met);

        // Early enough, it runs from arrival like any other; no claim any more, no clock.
        var early = New.Recomputed(f => f with { Subcategory = Taxonomy.Get("rights_holder_claim") }, SlaPolicies.Shipped, Time("2026-06-02 10:40"));
        early[Target.Acknowledgment]!.Due.ShouldBe(Time("2026-06-02 11:00"));
        early.Recomputed(f => f with { Subcategory = Taxonomy.Get("login") }, SlaPolicies.Shipped, Time("2026-06-02 10:45"))[Target.Acknowledgment].ShouldBeNull();
    }

    [Fact]
    public void D22a_an_incident_tightens_the_first_response_until_a_reply_is_sent()
    {
        var text = Time("2026-06-02 12:00");
        var incident = SlaPolicies.Shipped.Incident(SafetyKind.Crisis, Severity.Critical, text);
        SlaFacts Found(SlaFacts facts) => facts with { Incidents = [incident] };
        New.Recomputed(Found, SlaPolicies.Shipped, text)[Target.FirstResponse]!.Due.ShouldBe(text.AddMinutes(15));
        State(New.Replied(Time("2026-06-02 11:00")).Recomputed(Found, SlaPolicies.Shipped, text), Target.FirstResponse).ShouldBe(ClockState.Met);
    }

    [Fact]
    public void D27_a_hand_escalation_ends_its_clock_for_life()
    {
        var clocks = New.EscalatedByHand(Time("2026-06-02 12:00")).Resolved(Time("2026-06-02 13:00")).Reopened(Time("2026-06-02 14:00"));
        State(clocks, Target.Escalation).ShouldBe(ClockState.Met);
    }

    [Fact]
    public void D28_not_for_support_can_be_undone()
    {
        var clocks = New.Closed(Time("2026-06-02 11:00"));
        clocks.Values.ShouldAllBe(v => v.State == ClockState.NotNeeded);
        var undone = clocks.NotForSupportUndone(Time("2026-06-02 12:00"));
        undone[Target.FirstResponse].ShouldBe(New[Target.FirstResponse]);
        undone[Target.Resolution].ShouldBe(New[Target.Resolution]! with { Due = Time("2026-06-04 11:00") });
    }

    [Fact]
    public void D26_warnings_of_the_running_clocks_in_order()
    {
        New.Warnings().Where(w => w.Target == Target.FirstResponse).Select(w => (w.Percent, w.At)).ShouldBe(
        [
            (50, Time("2026-06-02 16:00")), (75, Time("2026-06-02 19:00")), (90, Time("2026-06-02 20:48")), (100, Time("2026-06-02 22:00")),
        ]);
        New.Warnings().Select(w => w.At).ShouldBeInOrder();
        New.Replied(Time("2026-06-02 11:00")).Warnings().ShouldNotContain(w => w.Target == Target.FirstResponse);
    }
}
