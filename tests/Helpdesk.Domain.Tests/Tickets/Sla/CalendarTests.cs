using Helpdesk.Domain.Tickets;
using Shouldly;
using Xunit;
using static Helpdesk.Domain.Tests.Tickets.SlaCase;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>D3, D19: the support calendar against hand-made tables and a naive count, minute by minute.</summary>
public class CalendarTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly SupportCalendar Standard = SupportCalendars.Shipped["standard"];

    /// <summary>Two ranges a day, nights across both changes of the clock, a Saturday, two holidays, a zone of its own.</summary>
    private static SupportCalendar Odd(string zone) => new(
        "odd", TimeZoneInfo.FindSystemTimeZoneById(zone),
        new Dictionary<DayOfWeek, IReadOnlyList<OpeningHours>>
        {
            [DayOfWeek.Sunday] = [Range(0, 90), Range(120, 150), Range(150, 600)],
            [DayOfWeek.Monday] = [Range(8 * 60, 12 * 60), Range(13 * 60, 17 * 60)],
            [DayOfWeek.Wednesday] = [Range(0, 24 * 60)],
            [DayOfWeek.Thursday] = [Range(0, 24 * 60)],
            [DayOfWeek.Saturday] = [Range(9 * 60 + 7, 12 * 60 + 1), Range(22 * 60, 24 * 60)],
        },
        new Dictionary<DateOnly, string> { [new DateOnly(2026, 11, 4)] = "a Wednesday", [new DateOnly(2026, 3, 2)] = "a Monday" });

    private static OpeningHours Range(int from, int to) => new(from * Minute, to * Minute);

    [Theory]
    [InlineData("America/New_York", "2026-03-06 00:00Z")]
    [InlineData("America/New_York", "2026-10-30 00:00Z")]
    [InlineData("Australia/Lord_Howe", "2026-04-02 00:00Z")] // goes back by half an hour
    [InlineData("Europe/Amsterdam", "2026-03-27 00:00Z")]
    [InlineData("America/Santiago", "2026-09-04 00:00Z")] // goes forward at midnight: 00:00 does not exist
    [InlineData("America/Havana", "2026-10-30 00:00Z")]
    public void D19_agrees_with_a_naive_count_minute_by_minute(string zone, string start)
    {
        var calendar = Odd(zone);
        var from = Time(start);
        // In a repeated hour the clock has already been further: the first occurrence of a time is the one meant.
        var furthest = DateTime.MinValue;
        var open = new bool[8 * 24 * 60];
        for (var m = 0; m < open.Length; m++)
        {
            var wall = TimeZoneInfo.ConvertTime(from + (m * Minute), calendar.Zone).DateTime;
            furthest = wall > furthest ? wall : furthest;
            open[m] = NaiveOpen(calendar, DateOnly.FromDateTime(furthest), furthest.TimeOfDay);
        }

        var random = new Random(19);
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (random.Next(open.Length), random.Next(open.Length));
            var (first, last) = (Math.Min(a, b), Math.Max(a, b));
            var naive = open[first..last].Count(o => o) * Minute;
            calendar.Between(from + (first * Minute), from + (last * Minute)).ShouldBe(naive);

            if (naive == TimeSpan.Zero) continue;
            var end = first;
            for (var counted = TimeSpan.Zero; counted < naive; end++) counted += open[end] ? Minute : TimeSpan.Zero;
            calendar.Add(from + (first * Minute), naive).ShouldBe(from + (end * Minute));
        }
    }

    private static bool NaiveOpen(SupportCalendar calendar, DateOnly date, TimeSpan time)
    {
        var hours = date.DayOfWeek switch
        {
            DayOfWeek.Sunday => (int[][])[[0, 90], [120, 150], [150, 600]],
            DayOfWeek.Monday => [[480, 720], [780, 1020]],
            DayOfWeek.Wednesday or DayOfWeek.Thursday => [[0, 1440]],
            DayOfWeek.Saturday => [[547, 721], [1320, 1440]],
            _ => [],
        };
        return !calendar.Holidays.ContainsKey(date) && hours.Any(h => time >= h[0] * Minute && time < h[1] * Minute);
    }

    [Fact]
    public void D19_between_is_the_inverse_of_add_to_the_tick()
    {
        var random = new Random(1926);
        SupportCalendar[] calendars = [Standard, SupportCalendars.Shipped["priority"], Odd("America/New_York"), Odd("Australia/Lord_Howe")];
        for (var i = 0; i < 2000; i++)
        {
            var calendar = calendars[i % calendars.Length];
            var from = Time("2020-01-01 00:00Z").AddTicks(random.NextInt64(TimeSpan.FromDays(3650).Ticks));
            var amount = TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromHours(i % 10 == 0 ? 20000 : 100).Ticks));
            var due = calendar.Add(from, amount);
            calendar.Between(from, due).ShouldBe(amount);
            calendar.Intervals(from, due).Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Length).ShouldBe(amount);
            // The first instant: a tick before, not all of it had been counted.
            if (amount > TimeSpan.Zero) calendar.Between(from, due.AddTicks(-1)).ShouldBe(amount - TimeSpan.FromTicks(1));
            // Monotone in both arguments.
            calendar.Add(from, amount + TimeSpan.FromTicks(1)).ShouldBeGreaterThan(due);
            calendar.Add(from.AddMinutes(7), amount).ShouldBeGreaterThanOrEqualTo(due);
        }
    }

    [Fact]
    public void D19_the_first_instant_is_the_close_of_the_day_not_the_next_opening()
    {
        Standard.Add(Time("2026-06-05 09:00"), TimeSpan.FromHours(8)).ShouldBe(Time("2026-06-05 17:00"));
        Standard.Add(Time("2026-06-06 09:00"), TimeSpan.Zero).ShouldBe(Time("2026-06-06 09:00"));
    }

    [Fact]
    public void D19_years_far_away_are_counted_exactly()
    {
        var from = Time("2026-01-01 00:00");
        var to = Standard.At(new DateOnly(2826, 1, 1), TimeSpan.Zero); // 800 years: two cycles of the Gregorian calendar, the weekdays as before
        Standard.Between(from, to).ShouldBe(TimeSpan.FromHours(8) * 5 * 20871 * 2);
        Standard.Add(from, TimeSpan.FromHours(8) * 5 * 20871 * 2).ShouldBe(Standard.At(new DateOnly(2825, 12, 31), TimeSpan.FromHours(17)));
    }

    [Fact]
    public void D21_a_holiday_is_no_business_day()
    {
        var calendar = SupportCalendars.Parse(ShippedData.Text("calendars.json").Replace(
            "\"holidays\": {}\n    },\n    { \"slug\": \"priority\"",
            "\"holidays\": { \"2026-12-25\": \"Christmas Day\" }\n    },\n    { \"slug\": \"priority\"", StringComparison.Ordinal))["standard"];
        calendar.Add(Time("2026-12-24 16:00"), TimeSpan.FromHours(2)).ShouldBe(Time("2026-12-28 10:00"));
        calendar.NextBusinessDay(new DateOnly(2026, 12, 24)).ShouldBe(new DateOnly(2026, 12, 28));
        calendar.IsOpen(Time("2026-12-25 10:00")).ShouldBeFalse();
    }

    [Fact]
    public void D3_professional_and_enterprise_are_served_around_the_clock()
    {
        SupportCalendars.Shipped.For(Plan.Enterprise).IsAlwaysOpen.ShouldBeTrue();
        SupportCalendars.Shipped.For(Plan.Professional).IsAlwaysOpen.ShouldBeTrue();
        SupportCalendars.Shipped.For(Plan.Family).ShouldBe(Standard);
        SupportCalendars.Shipped.Safety.IsAlwaysOpen.ShouldBeTrue();
    }

    [Fact]
    public void D3_hours_that_overlap_or_never_open_are_refused()
    {
        Should.Throw<ArgumentException>(() => new SupportCalendar("never", NewYork, new Dictionary<DayOfWeek, IReadOnlyList<OpeningHours>>()));
        Should.Throw<ArgumentException>(() => new SupportCalendar(
            "twice", NewYork, new Dictionary<DayOfWeek, IReadOnlyList<OpeningHours>> { [DayOfWeek.Monday] = [Range(60, 120), Range(119, 180)] }));
        Should.Throw<FormatException>(() => SupportCalendars.Parse("""{"version":1,"calendars":[],"plans":{},"safety":"emergency"}"""));
    }
}
