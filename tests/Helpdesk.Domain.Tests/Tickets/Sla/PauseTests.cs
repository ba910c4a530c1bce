using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D24: what a pause moves, and by how much.</summary>
public class PauseTests
{
    // Premium, Tuesday 2026-06-02 10:00: resolution Thursday 10:00, escalation Friday 10:00 without a pause.
    [Theory]
    [InlineData("2026-06-02 11:00 .. 2026-06-02 13:00", "2026-06-04 12:00", "2026-06-05 12:00")] // two business hours
    [InlineData("2026-06-02 15:00 .. 2026-06-03 11:00", "2026-06-04 14:00", "2026-06-05 14:00")] // a night counts for nothing: 2 + 2 h
    [InlineData("2026-06-02 18:00 .. 2026-06-03 08:00", "2026-06-04 10:00", "2026-06-05 10:00")] // wholly out of hours: nothing
    [InlineData("2026-06-02 10:00 .. 2026-06-08 09:00", "2026-06-09 17:00", "2026-06-10 17:00")] // from the moment of arrival
    [InlineData("2026-06-04 10:00 .. 2026-06-04 12:00", "2026-06-04 10:00", "2026-06-05 12:00")] // begins at the due instant: too late for it
    [InlineData("2026-06-04 09:59 .. 2026-06-04 11:59", "2026-06-04 12:00", "2026-06-05 12:00")]
    [InlineData("2026-06-02 11:00 .. 2026-06-02 12:00; 2026-06-02 12:00 .. 2026-06-02 13:00", "2026-06-04 12:00", "2026-06-05 12:00")] // half-open: they meet
    [InlineData("2026-06-02 11:00 .. 2026-06-02 15:00; 2026-06-04 13:00 .. 2026-06-04 14:00", "2026-06-04 15:00", "2026-06-05 15:00")] // the second counts because the first moved the due
    [InlineData("2026-06-02 11:00 .. 2026-06-02 11:00", "2026-06-04 10:00", "2026-06-05 10:00")] // empty
    [InlineData("2026-06-05 16:00 .. 2026-06-09 10:00", "2026-06-04 10:00", "2026-06-05 10:00")] // after all
    public void D24_a_business_clock_moves_by_the_business_time_paused(string pauses, string resolution, string escalation)
    {
        var due = Due(Plan.Premium, "login", "2026-06-02 10:00", pauses);
        due.Resolution.Due.ShouldBe(Time(resolution));
        due.Escalation.Due.ShouldBe(Time(escalation));
    }

    [Fact]
    public void D24_first_response_and_acknowledgment_never_pause()
    {
        var due = Due(Plan.Free, "rights_holder_claim", "2026-06-02 10:00", "2026-06-02 10:10 .. 2026-06-05 10:00");
        due.FirstResponse.Due.ShouldBe(Time("2026-06-03 10:00"));
        due.Acknowledgment.Due.ShouldBe(Time("2026-06-02 11:00"));
    }

    [Fact]
    public void D24_an_elapsed_clock_moves_by_every_second_paused()
    {
        var due = Due(Plan.Free, "api_error", "2026-06-05 16:00", "2026-06-05 18:00 .. 2026-06-07 18:00", tier: 4);
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-07 20:00")), d => d.Policy.ShouldBe("tier:4"));
    }

    [Fact]
    public void D23_a_pause_can_change_the_winner()
    {
        // Tier 3: 12 h elapsed. Professional: 8 business hours. A pause over the weekend costs the business clock one hour, the elapsed one 64.
        var due = Due(Plan.Professional, "api_error", "2026-06-05 15:00", "2026-06-05 16:00 .. 2026-06-08 08:00", tier: 3);
        due.Resolution.ShouldSatisfyAllConditions(d => d.Due.ShouldBe(Time("2026-06-08 16:00")), d => d.Policy.ShouldBe("plan:professional"));
    }

    [Theory]
    [InlineData("2026-06-02 12:00 .. 2026-06-02 15:00", "2026-06-03 03:00", "2026-06-03 20:00")]
    [InlineData("2026-06-02 23:00 .. 2026-06-03 08:00", "2026-06-03 09:00", "2026-06-04 02:00")]
    [InlineData("2026-06-03 00:00 .. 2026-06-03 05:00", "2026-06-03 00:00", "2026-06-03 22:00")] // begins at the instant: too late for the resolution
    [InlineData("2026-06-02 22:00 .. 2026-06-02 23:00; 2026-06-03 00:30 .. 2026-06-03 01:30", "2026-06-03 02:00", "2026-06-03 19:00")] // before the moved instant
    public void D21_an_instant_moves_by_the_elapsed_time_paused(string pauses, string resolution, string escalation)
    {
        var due = Due(Plan.Enterprise, "login", "2026-06-02 10:00", pauses);
        due.Resolution.Due.ShouldBe(Time(resolution));
        due.Escalation.Due.ShouldBe(Time(escalation));
    }

    [Fact]
    public void D24_over_the_change_of_clocks_a_pause_is_measured_in_real_hours()
    {
        // Midnight to 06:00 on 8 March is five hours; the day itself ends 24:00.
        var due = Due(Plan.Enterprise, "login", "2026-03-07 22:00", "2026-03-07 23:00 .. 2026-03-08 06:00");
        due.Resolution.Due.ShouldBe(Time("2026-03-08 07:00"));
        due.Resolution.Due.ShouldBe(Time("2026-03-08 05:00Z").AddHours(6));
    }

    [Fact]
    public void D24_a_running_pause_leaves_an_amount_instead_of_a_due_time()
    {
        var due = Due(Plan.Premium, "login", "2026-06-02 10:00", "2026-06-02 15:00 ..");
        due.Resolution.ShouldSatisfyAllConditions(
            d => d.Due.ShouldBeNull(), d => d.IsPaused.ShouldBeTrue(), d => d.Policy.ShouldBe("plan:premium"),
            d => d.RemainingAt(Time("2026-07-01 10:00")).ShouldBe(TimeSpan.FromHours(11)));
        due.FirstResponse.Due.ShouldBe(Time("2026-06-02 22:00"));

        // What was due before the pause began stays due.
        Due(Plan.Premium, "login", "2026-06-02 10:00", "2026-06-04 10:00 ..").Resolution.Due.ShouldBe(Time("2026-06-04 10:00"));
    }

    [Theory]
    [InlineData("2026-06-02 09:00 .. 2026-06-02 11:00", "pause 1 begins before the ticket arrived")]
    [InlineData("2026-06-02 12:00 .. 2026-06-02 11:00", "pause 1 ends before it begins")]
    [InlineData("2026-06-02 12:00 .. 2026-06-02 14:00; 2026-06-02 13:00 .. 2026-06-02 15:00", "pause 2 begins before the end of the one before it")]
    [InlineData("2026-06-02 14:00 .. 2026-06-02 15:00; 2026-06-02 12:00 .. 2026-06-02 13:00", "pause 2 begins before the end of the one before it")]
    [InlineData("2026-06-02 14:00 .. ; 2026-06-02 15:00 .. 2026-06-02 16:00", "pause 1 has no end but is not the last")]
    public void D24_pauses_that_make_no_sense_are_refused(string pauses, string problem)
    {
        Pause.Problem(Pauses(pauses), Time("2026-06-02 10:00")).ShouldBe(problem);
        Should.Throw<ArgumentException>(() => Due(Plan.Premium, "login", "2026-06-02 10:00", pauses));
    }

    // Premium, resolution Thursday 10:00: 16 business hours, of which half are full on Wednesday 10:00.
    [Theory]
    [InlineData("", 50, "2026-06-03 10:00")]
    [InlineData("", 75, "2026-06-03 14:00")]
    [InlineData("", 90, "2026-06-03 16:24")]
    [InlineData("", 100, "2026-06-04 10:00")]
    [InlineData("2026-06-02 12:00 .. 2026-06-02 14:00", 50, "2026-06-03 12:00")]
    public void D26_warnings_count_on_the_winners_clock(string pauses, int percent, string at) =>
        Due(Plan.Premium, "login", "2026-06-02 10:00", pauses).Resolution.ReachedAt(percent).ShouldBe(Time(at));

    [Fact]
    public void D26_under_a_floor_warnings_count_from_arrival_to_due() =>
        Due(Plan.Enterprise, "login", "2026-06-02 23:30").Resolution.ReachedAt(50).ShouldBe(Time("2026-06-03 00:00"));

    [Fact]
    public void D26_a_paused_clock_warns_only_of_what_it_reached_before()
    {
        var resolution = Due(Plan.Premium, "login", "2026-06-02 10:00", "2026-06-03 11:00 ..").Resolution;
        resolution.ReachedAt(50).ShouldBe(Time("2026-06-03 10:00"));
        resolution.ReachedAt(75).ShouldBeNull();
    }
}
