using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

public class ProofTests
{
    [Fact]
    public void D25a_a_proof_reads_from_arrival_to_due()
    {
        var due = Due(Plan.Professional, "api_error", "2026-03-06 15:00", "2026-03-06 16:00 .. 2026-03-09 10:00", tier: 3);
        SlaProof.Of(due).ToText(NewYork, TimeZoneInfo.FindSystemTimeZoneById("Europe/Amsterdam")).ShouldBe("""
            Arrived Fri 2026-03-06 15:00 -05:00 (Fri 2026-03-06 21:00 +01:00 for the customer in Europe/Amsterdam)
            Plan Professional, technical/api_error, support tier 3
            SLA policies version 1; one business day is 8 h of the standard hours in America/New_York
            Times below in America/New_York

            First response: due Fri 2026-03-06 19:00 -05:00 (Sat 2026-03-07 01:00 +01:00 for the customer in Europe/Amsterdam), set by plan:professional
              tried plan:professional: 4 h elapsed, due Fri 2026-03-06 19:00 -05:00 - the earliest of 2
              tried tier:3: 4 h elapsed, due Fri 2026-03-06 19:00 -05:00 - the same instant as plan:professional, which stands first
              counted Fri 2026-03-06 15:00 -05:00 to Fri 2026-03-06 19:00 -05:00 = 4 h
              pause Fri 2026-03-06 16:00 -05:00 to Mon 2026-03-09 10:00 -04:00: this clock never pauses

            Resolution: due Mon 2026-03-09 17:00 -04:00 (Mon 2026-03-09 22:00 +01:00 for the customer in Europe/Amsterdam), set by plan:professional
              tried plan:professional: 1 bd business, due Mon 2026-03-09 17:00 -04:00 - the earliest of 2
              tried tier:3: 12 h elapsed, due Mon 2026-03-09 21:00 -04:00 - 4 h later than plan:professional
              counted Fri 2026-03-06 15:00 -05:00 to Fri 2026-03-06 16:00 -05:00 = 1 h
              counted Mon 2026-03-09 10:00 -04:00 to Mon 2026-03-09 17:00 -04:00 = 7 h
              skipped Fri 2026-03-06 17:00 -05:00 to Sat 2026-03-07 00:00 -05:00: out of hours
              skipped Sat 2026-03-07 00:00 -05:00 to Mon 2026-03-09 00:00 -04:00: weekend
              skipped Mon 2026-03-09 00:00 -04:00 to Mon 2026-03-09 09:00 -04:00: out of hours
              pause Fri 2026-03-06 16:00 -05:00 to Mon 2026-03-09 10:00 -04:00: 2 h not counted

            Escalation: due Tue 2026-03-10 17:00 -04:00 (Tue 2026-03-10 22:00 +01:00 for the customer in Europe/Amsterdam), set by plan:professional
              tried plan:professional: 2 bd business, due Tue 2026-03-10 17:00 -04:00 - the only policy with this target
              tried tier:3: none - has no target here
              counted Fri 2026-03-06 15:00 -05:00 to Fri 2026-03-06 16:00 -05:00 = 1 h
              counted Mon 2026-03-09 10:00 -04:00 to Mon 2026-03-09 17:00 -04:00 = 7 h
              counted Tue 2026-03-10 09:00 -04:00 to Tue 2026-03-10 17:00 -04:00 = 8 h
              skipped Fri 2026-03-06 17:00 -05:00 to Sat 2026-03-07 00:00 -05:00: out of hours
              skipped Sat 2026-03-07 00:00 -05:00 to Mon 2026-03-09 00:00 -04:00: weekend
              skipped Mon 2026-03-09 00:00 -04:00 to Mon 2026-03-09 09:00 -04:00: out of hours
              skipped Mon 2026-03-09 17:00 -04:00 to Tue 2026-03-10 09:00 -04:00: out of hours
              pause Fri 2026-03-06 16:00 -05:00 to Mon 2026-03-09 10:00 -04:00: 2 h not counted

            """, StringCompareShould.IgnoreLineEndings);
    }

    [Fact]
    public void D25a_floors_running_pauses_and_recomputations_are_told()
    {
        var clocks = Clocks.Start(new SlaFacts(Plan.Premium, Taxonomy.Get("login"), null, Time("2026-06-02 23:30")), SlaPolicies.Shipped)
            .Recomputed(f => f with { Plan = Plan.Enterprise }, SlaPolicies.Shipped, Time("2026-06-02 23:40"))
            .Paused(Time("2026-06-03 01:00"));
        var text = SlaProof.Of(clocks.Times, clocks.Recomputations).ToText(NewYork);
        text.ShouldContain("\n  floor:firstResponse: plan:enterprise alone would be due Wed 2026-06-03 00:00 -04:00, which is too early");
        text.ShouldContain("Escalation: paused, 16 h left, set by plan:enterprise");
        text.ShouldContain("pause Wed 2026-06-03 01:00 -04:00 to now: still running");
        text.ShouldContain("Tue 2026-06-02 23:40 -04:00: First response Wed 2026-06-03 11:30 -04:00 by plan:premium -> Wed 2026-06-03 00:30 -04:00 by plan:enterprise");
    }

    [Fact]
    public void D25a_a_holiday_is_told_by_its_name()
    {
        var calendar = new SupportCalendar(
            "standard", NewYork,
            Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<OpeningHours> (_) => [new(TimeSpan.FromHours(9), TimeSpan.FromHours(17))]),
            new Dictionary<DateOnly, string> { [new DateOnly(2026, 12, 25)] = "Christmas Day" });
        Closures.Of(calendar, Time("2026-12-24 16:00"), Time("2026-12-26 10:00")).ShouldBe(
        [
            new Closure(new Interval(Time("2026-12-24 17:00"), Time("2026-12-25 00:00")), ClosureKind.OutOfHours, null),
            new Closure(new Interval(Time("2026-12-25 00:00"), Time("2026-12-26 00:00")), ClosureKind.Holiday, "Christmas Day"),
            new Closure(new Interval(Time("2026-12-26 00:00"), Time("2026-12-26 09:00")), ClosureKind.OutOfHours, null),
        ]);
    }
}
