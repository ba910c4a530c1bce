using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D16: a shift by the wall clock of its zone, over midnight and over the change of clocks.</summary>
public class WeeklyShiftTests
{
    private static readonly IReadOnlySet<DayOfWeek> Weekdays = Enum.GetValues<DayOfWeek>().Except([DayOfWeek.Saturday, DayOfWeek.Sunday]).ToHashSet();

    [Theory]
    [InlineData("2026-03-04T14:00:00Z", true)] // Wednesday 09:00
    [InlineData("2026-03-04T13:59:59Z", false)]
    [InlineData("2026-03-04T21:59:59Z", true)]
    [InlineData("2026-03-04T22:00:00Z", false)] // 17:00 itself is no longer in it
    [InlineData("2026-03-07T15:00:00Z", false)] // Saturday
    [InlineData("2026-03-09T13:00:00Z", true)] // Monday 09:00, the clocks have gone forward
    public void D16_day_shift_in_New_York(string at, bool covered) =>
        new WeeklyShift(ShiftKind.Standard, Weekdays, new TimeOnly(9, 0), new TimeOnly(17, 0), Zone("America/New_York")).Covers(Time(at)).ShouldBe(covered);

    [Theory]
    [InlineData("2026-03-06T21:00:00Z", true)] // Friday 22:00 in Berlin
    [InlineData("2026-03-07T04:59:00Z", true)] // Saturday 05:59, still Friday's night
    [InlineData("2026-03-07T05:00:00Z", false)]
    [InlineData("2026-03-07T21:00:00Z", false)] // Saturday night is not worked
    [InlineData("2026-03-08T22:00:00Z", false)]
    [InlineData("2026-03-10T02:00:00Z", true)] // Monday's night
    public void D16_night_shift_belongs_to_the_day_it_begins_on(string at, bool covered) =>
        new WeeklyShift(ShiftKind.Priority, Weekdays, new TimeOnly(22, 0), new TimeOnly(6, 0), Zone("Europe/Berlin")).Covers(Time(at)).ShouldBe(covered);

    [Fact]
    public void D16_equal_times_are_a_whole_day()
    {
        var shift = new WeeklyShift(ShiftKind.Priority, new HashSet<DayOfWeek> { DayOfWeek.Monday }, new TimeOnly(8, 0), new TimeOnly(8, 0), TimeZoneInfo.Utc);
        var monday = Time("2026-03-09T08:00:00Z");
        for (var hour = -24; hour < 48; hour++) shift.Covers(monday.AddHours(hour)).ShouldBe(hour is >= 0 and < 24);
    }

    [Fact]
    public void D12a_of_two_shifts_at_once_Priority_counts()
    {
        var day = new WeeklyShift(ShiftKind.Standard, Weekdays, new TimeOnly(9, 0), new TimeOnly(17, 0), TimeZoneInfo.Utc);
        var late = day with { Kind = ShiftKind.Priority, From = new TimeOnly(16, 0), To = new TimeOnly(23, 0) };
        WeeklyShift.KindAt([day, late], Time("2026-03-04T10:00:00Z")).ShouldBe(ShiftKind.Standard);
        WeeklyShift.KindAt([day, late], Time("2026-03-04T16:30:00Z")).ShouldBe(ShiftKind.Priority);
        WeeklyShift.KindAt([day, late], Time("2026-03-04T23:30:00Z")).ShouldBeNull();
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);
}
