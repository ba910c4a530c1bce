using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>Which seconds count (D19): all of them, or those of the Standard hours.</summary>
public enum SlaClock { Elapsed, Business }

/// <summary>
/// What a policy promises for one target (D20–D22), as data: <c>48 h elapsed</c>, <c>15 min elapsed</c>, <c>5 bd business</c>,
/// <c>same day</c>, <c>next business day 17:00</c>, or <c>none</c>: "no target" is a value, not an omission.
/// </summary>
public abstract record TargetTime
{
    private TargetTime() { }

    /// <summary>No target (D22).</summary>
    public sealed record None : TargetTime
    {
        public override string ToString() => "none";
    }

    /// <summary>An amount counted on a clock (D19).</summary>
    public sealed record Counted(TimeSpan Amount, SlaClock Clock, string Text) : TargetTime
    {
        public override string ToString() => $"{Text} {Words.Slug(Clock)}";
    }

    /// <summary>24:00 of the calendar date on which the ticket arrived, an instant on the elapsed clock (D21).</summary>
    public sealed record SameDay : TargetTime
    {
        public override string ToString() => "same day";
    }

    /// <summary>A wall-clock time of the first business day after the date of arrival, an instant on the elapsed clock (D21).</summary>
    public sealed record NextBusinessDay(TimeSpan Time) : TargetTime
    {
        public override string ToString() => $"next business day {Time:hh\\:mm}";
    }

    /// <param name="businessDay">How much business time one business day is (D19: 8 hours).</param>
    /// <exception cref="FormatException">The text is none of the forms above.</exception>
    public static TargetTime Parse(string text, TimeSpan businessDay) => text.Split(' ') switch
    {
        ["none"] => new None(),
        ["same", "day"] => new SameDay(),
        ["next", "business", "day", var time] => new NextBusinessDay(SupportCalendars.TimeOfDay(time)),
        [var number, var unit, var clock]
            when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 && Words.TryParse(clock, out SlaClock on)
            => new Counted(AmountOf(n, unit, on, businessDay), on, $"{number} {unit}"),
        _ => throw new FormatException($"\"{text}\" is no target time"),
    };

    /// <summary>The clock that counts towards this target; null for no target.</summary>
    /// <param name="business">Whose hours and whose calendar dates count.</param>
    public Count? Start(DateTimeOffset from, IReadOnlyList<Pause> pauses, SupportCalendar elapsed, SupportCalendar business)
    {
        var date = business.DateOf(from);
        return this switch
        {
            Counted { Clock: SlaClock.Business } t => new Count(business, from, t.Amount, pauses),
            Counted t => new Count(elapsed, from, t.Amount, pauses),
            SameDay => Until(business.At(date, TimeSpan.FromHours(24))),
            NextBusinessDay t => Until(business.At(business.NextBusinessDay(date), t.Time)),
            _ => null,
        };

        // D21: an instant is the elapsed time until it, so that a pause moves it by the time paused.
        Count Until(DateTimeOffset instant) => new(elapsed, from, instant - from, pauses);
    }

    private static TimeSpan AmountOf(int number, string unit, SlaClock clock, TimeSpan businessDay) => (unit, clock) switch
    {
        ("min", _) => TimeSpan.FromMinutes(number),
        ("h", _) => TimeSpan.FromHours(number),
        ("bd", SlaClock.Business) => businessDay * number,
        _ => throw new FormatException($"\"{number} {unit}\" cannot be counted on the {Words.Slug(clock)} clock"),
    };
}
