using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D19–D21: every plan, computed by hand on a calendar.</summary>
public class PlanTargetTests
{
    // Tuesday 2026-06-02 10:00 in New York, in hours.
    [Theory]
    [InlineData(Plan.Free, "2026-06-04 10:00", "2026-06-09 10:00", "2026-06-11 10:00")]
    [InlineData(Plan.AlexaStarter, "2026-06-03 10:00", "2026-06-05 10:00", "2026-06-09 10:00")]
    [InlineData(Plan.Individual, "2026-06-03 10:00", "2026-06-05 10:00", "2026-06-09 10:00")]
    [InlineData(Plan.Premium, "2026-06-02 22:00", "2026-06-04 10:00", "2026-06-05 10:00")]
    [InlineData(Plan.Family, "2026-06-02 22:00", "2026-06-04 10:00", "2026-06-05 10:00")]
    [InlineData(Plan.Professional, "2026-06-02 14:00", "2026-06-03 10:00", "2026-06-04 10:00")]
    [InlineData(Plan.Enterprise, "2026-06-02 11:00", "2026-06-03 00:00", "2026-06-03 17:00")]
    public void D20_every_plan_arriving_in_hours(Plan plan, string first, string resolution, string escalation) =>
        Expect(plan, "2026-06-02 10:00", first, resolution, escalation);

    // Friday 2026-06-05 20:00: business time begins on Monday, and its amount is full at the close of a day.
    [Theory]
    [InlineData(Plan.Free, "2026-06-07 20:00", "2026-06-12 17:00", "2026-06-16 17:00")]
    [InlineData(Plan.AlexaStarter, "2026-06-06 20:00", "2026-06-10 17:00", "2026-06-12 17:00")]
    [InlineData(Plan.Individual, "2026-06-06 20:00", "2026-06-10 17:00", "2026-06-12 17:00")]
    [InlineData(Plan.Premium, "2026-06-06 08:00", "2026-06-09 17:00", "2026-06-10 17:00")]
    [InlineData(Plan.Family, "2026-06-06 08:00", "2026-06-09 17:00", "2026-06-10 17:00")]
    [InlineData(Plan.Professional, "2026-06-06 00:00", "2026-06-08 17:00", "2026-06-09 17:00")]
    [InlineData(Plan.Enterprise, "2026-06-05 21:00", "2026-06-06 00:00", "2026-06-08 17:00")]
    public void D20_every_plan_arriving_on_a_weekend_evening(Plan plan, string first, string resolution, string escalation) =>
        Expect(plan, "2026-06-05 20:00", first, resolution, escalation);

    // Saturday 2026-03-07 12:00, the night before the clocks go forward: elapsed hours cross it, business hours do not notice.
    [Theory]
    [InlineData(Plan.Free, "2026-03-09 13:00", "2026-03-13 17:00", "2026-03-17 17:00")]
    [InlineData(Plan.Individual, "2026-03-08 13:00", "2026-03-11 17:00", "2026-03-13 17:00")]
    [InlineData(Plan.Premium, "2026-03-08 00:00", "2026-03-10 17:00", "2026-03-11 17:00")]
    [InlineData(Plan.Enterprise, "2026-03-07 13:00", "2026-03-08 00:00", "2026-03-09 17:00")]
    public void D19_clocks_go_forward(Plan plan, string first, string resolution, string escalation) =>
        Expect(plan, "2026-03-07 12:00", first, resolution, escalation);

    // Saturday 2026-10-31 12:00, the night before the clocks go back.
    [Theory]
    [InlineData(Plan.Free, "2026-11-02 11:00", "2026-11-06 17:00", "2026-11-10 17:00")]
    [InlineData(Plan.Individual, "2026-11-01 11:00", "2026-11-04 17:00", "2026-11-06 17:00")]
    [InlineData(Plan.Premium, "2026-11-01 00:00", "2026-11-03 17:00", "2026-11-04 17:00")]
    [InlineData(Plan.Enterprise, "2026-10-31 13:00", "2026-11-01 00:00", "2026-11-02 17:00")]
    public void D19_clocks_go_back(Plan plan, string first, string resolution, string escalation) =>
        Expect(plan, "2026-10-31 12:00", first, resolution, escalation);

    // Thursday 2026-12-31 16:30: New Year's Day is no holiday, the list being empty (D3).
    [Theory]
    [InlineData(Plan.Free, "2027-01-02 16:30", "2027-01-07 16:30", "2027-01-11 16:30")]
    [InlineData(Plan.Family, "2027-01-01 04:30", "2027-01-04 16:30", "2027-01-05 16:30")]
    [InlineData(Plan.Professional, "2026-12-31 20:30", "2027-01-01 16:30", "2027-01-04 16:30")]
    [InlineData(Plan.Enterprise, "2026-12-31 17:30", "2027-01-01 00:00", "2027-01-01 17:00")]
    public void D19_over_the_end_of_the_year(Plan plan, string first, string resolution, string escalation) =>
        Expect(plan, "2026-12-31 16:30", first, resolution, escalation);

    [Theory]
    [InlineData("2026-06-03 08:59:59", "2026-06-03 17:00")] // just before opening
    [InlineData("2026-06-03 09:00", "2026-06-03 17:00")]
    [InlineData("2026-06-03 09:00:01", "2026-06-04 09:00:01")]
    [InlineData("2026-06-03 16:59:59", "2026-06-04 16:59:59")]
    [InlineData("2026-06-03 17:00", "2026-06-04 17:00")]
    [InlineData("2026-06-05 17:00", "2026-06-08 17:00")] // Friday at close
    [InlineData("2026-06-07 23:59", "2026-06-08 17:00")] // Sunday night
    public void D19_one_business_day_from_the_edges_of_the_day(string arrived, string resolution) =>
        Due(Plan.Professional, "login", arrived).Resolution.Due.ShouldBe(Time(resolution));

    [Theory]
    [InlineData("2026-06-03 00:00", "2026-06-04 00:00", "2026-06-04 17:00")] // midnight belongs to its own date
    [InlineData("2026-06-05 09:00", "2026-06-06 00:00", "2026-06-08 17:00")] // Friday → Monday
    [InlineData("2026-06-06 09:00", "2026-06-07 00:00", "2026-06-08 17:00")] // Saturday → Monday
    [InlineData("2026-06-07 09:00", "2026-06-08 00:00", "2026-06-08 17:00")] // Sunday → Monday
    [InlineData("2026-03-08 00:30", "2026-03-09 00:00", "2026-03-09 17:00")] // a day of 23 hours
    [InlineData("2026-11-01 00:30", "2026-11-02 00:00", "2026-11-02 17:00")] // a day of 25 hours
    [InlineData("2026-06-03T02:30:00Z", "2026-06-03 00:00", "2026-06-03 17:00")] // still 2 June in New York
    public void D21_same_day_and_next_business_day_follow_the_date_in_New_York(string arrived, string resolution, string escalation)
    {
        var due = Due(Plan.Enterprise, "login", arrived);
        due.Resolution.Due.ShouldBe(Time(resolution));
        due.Escalation.Due.ShouldBe(Time(escalation));
    }

    private static void Expect(Plan plan, string arrived, string first, string resolution, string escalation)
    {
        var due = Due(plan, "login", arrived);
        due.FirstResponse.Due.ShouldBe(Time(first));
        due.Resolution.Due.ShouldBe(Time(resolution));
        due.Escalation.Due.ShouldBe(Time(escalation));
        due.Acknowledgment.Due.ShouldBeNull();
        due.Acknowledgment.Policy.ShouldBeNull();
        due.FirstResponse.Policy.ShouldBe($"plan:{plan.Slug()}");
        due.Escalation.Policy.ShouldBe($"plan:{plan.Slug()}");
    }
}
