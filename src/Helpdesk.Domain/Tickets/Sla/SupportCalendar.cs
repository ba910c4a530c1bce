using System.Collections.Concurrent;

namespace Helpdesk.Domain.Tickets;

// What this file does: counts the open time of a support calendar (D3, D19), exactly, in ticks of UTC.
// How: a local day becomes half-open UTC intervals through one monotone function, `WallClock.At`; the rest walks days.
//      Whole calendar years are skipped by their total, which is counted once, so far-away dates cost nothing.
// What it does not do: pauses (`Count`), policies (`SlaPolicies`), the time now.

/// <summary>Opening hours on a weekday as wall-clock time since midnight; half-open; 24:00 ends a day.</summary>
public readonly record struct OpeningHours(TimeSpan From, TimeSpan To);

/// <summary>A stretch of time in UTC, half-open: <c>[From, To)</c>.</summary>
public readonly record struct Interval(DateTimeOffset From, DateTimeOffset To)
{
    public TimeSpan Length => To - From;
}

/// <summary>
/// When support is open (D3): ranges per weekday on the wall clock of a zone, less holidays. Immutable. All instants that
/// come out are UTC. What an hour means on a day on which the clocks change is decided by <see cref="WallClock"/>.
/// </summary>
public sealed class SupportCalendar
{
    private static readonly TimeSpan Day = TimeSpan.FromHours(24);
    private readonly OpeningHours[][] _week;
    private readonly WallClock _clock;
    private readonly ConcurrentDictionary<int, TimeSpan> _years = new();

    /// <param name="zone">An IANA zone.</param>
    /// <param name="week">Open ranges of each weekday, sorted and disjoint within the day; a day that is absent is closed.</param>
    /// <param name="holidays">Local dates on which nobody works, with the name of the day.</param>
    /// <exception cref="ArgumentException">A range is empty, leaves its day, or meets the one before it; or no hour is open.</exception>
    public SupportCalendar(
        string slug, TimeZoneInfo zone, IReadOnlyDictionary<DayOfWeek, IReadOnlyList<OpeningHours>> week,
        IReadOnlyDictionary<DateOnly, string>? holidays = null)
    {
        Slug = slug;
        _clock = new WallClock(zone);
        Holidays = holidays ?? new Dictionary<DateOnly, string>();
        _week = [.. Enum.GetValues<DayOfWeek>().Select(d => week.TryGetValue(d, out var ranges) ? Checked(ranges) : [])];
        if (_week.All(d => d.Length == 0)) throw new ArgumentException($"calendar {slug} is never open", nameof(week));
        IsAlwaysOpen = Holidays.Count == 0 && _week.All(d => d is [{ From.Ticks: 0 } all] && all.To == Day);
    }

    public string Slug { get; }

    public TimeZoneInfo Zone => _clock.Zone;

    public IReadOnlyDictionary<DateOnly, string> Holidays { get; }

    /// <summary>24/7: counts every second, as the elapsed clock does (D19).</summary>
    public bool IsAlwaysOpen { get; }

    /// <summary>A calendar that is never closed.</summary>
    public static SupportCalendar Always(string slug, TimeZoneInfo zone) =>
        new(slug, zone, Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<OpeningHours> (_) => [new(TimeSpan.Zero, Day)]));

    /// <summary>The first instant at which <paramref name="amount"/> of open time has been counted since <paramref name="from"/> (D19).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The amount is negative, or is not reached before the year 9999.</exception>
    public DateTimeOffset Add(DateTimeOffset from, TimeSpan amount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(amount, TimeSpan.Zero);
        from = from.ToUniversalTime();
        if (IsAlwaysOpen || amount == TimeSpan.Zero) return from + amount;

        for (var date = FirstDate(from); ; date = date.AddDays(1))
        {
            while (IsWholeYear(date, from) && amount > Year(date.Year))
            {
                amount -= Year(date.Year);
                date = date.AddYears(1);
            }

            foreach (var open in Opening(date))
            {
                var start = Later(open.From, from);
                if (start >= open.To) continue;
                if (amount <= open.To - start) return start + amount;
                amount -= open.To - start;
            }
        }
    }

    /// <summary>The open time in <c>[from, to)</c>; zero when <paramref name="to"/> is not after <paramref name="from"/>.</summary>
    public TimeSpan Between(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) return TimeSpan.Zero;
        if (IsAlwaysOpen) return to - from;

        var sum = TimeSpan.Zero;
        var date = FirstDate(from);
        while (true)
        {
            if (IsWholeYear(date, from) && date.Year < 9999 && At(date.AddYears(1), TimeSpan.Zero) <= to)
            {
                sum += Year(date.Year);
                date = date.AddYears(1);
                continue;
            }

            if (At(date, TimeSpan.Zero) >= to) return sum;
            foreach (var open in Opening(date))
                if (Clip(open, from, to) is { } part) sum += part.Length;
            if (date == DateOnly.MaxValue) return sum;
            date = date.AddDays(1);
        }
    }

    /// <summary>The open intervals within <c>[from, to)</c>, in order, disjoint; their lengths sum to <see cref="Between"/>.</summary>
    public IEnumerable<Interval> Intervals(DateTimeOffset from, DateTimeOffset to)
    {
        if (to <= from) yield break;
        if (IsAlwaysOpen)
        {
            yield return new Interval(from.ToUniversalTime(), to.ToUniversalTime());
            yield break;
        }

        for (var date = FirstDate(from); At(date, TimeSpan.Zero) < to; date = date.AddDays(1))
            foreach (var open in Opening(date))
                if (Clip(open, from, to) is { } part) yield return part;
    }

    public bool IsOpen(DateTimeOffset at) => Between(at, at.AddTicks(1)) > TimeSpan.Zero;

    /// <summary>A business day (D21): hours are open on this weekday and the date is no holiday.</summary>
    public bool IsBusinessDay(DateOnly date) => _week[(int)date.DayOfWeek].Length > 0 && !Holidays.ContainsKey(date);

    /// <summary>The first business day after <paramref name="date"/>, which does not count itself (D21).</summary>
    public DateOnly NextBusinessDay(DateOnly date)
    {
        do date = date.AddDays(1); while (!IsBusinessDay(date));
        return date;
    }

    /// <summary>The calendar date on this calendar's wall clock.</summary>
    public DateOnly DateOf(DateTimeOffset at) => _clock.DateOf(at);

    /// <inheritdoc cref="WallClock.At"/>
    public DateTimeOffset At(DateOnly date, TimeSpan time) => _clock.At(date, time);

    internal IEnumerable<Interval> Opening(DateOnly date)
    {
        if (Holidays.ContainsKey(date)) yield break;
        foreach (var hours in _week[(int)date.DayOfWeek])
        {
            var open = new Interval(At(date, hours.From), At(date, hours.To));
            if (open.From < open.To) yield return open;
        }
    }

    /// <summary>One day early: where clocks go back over midnight, the date of an instant can be seen twice.</summary>
    private DateOnly FirstDate(DateTimeOffset from) =>
        DateOf(from) is var date && date == DateOnly.MinValue ? date : date.AddDays(-1);

    private bool IsWholeYear(DateOnly date, DateTimeOffset from) => date.DayOfYear == 1 && At(date, TimeSpan.Zero) >= from;

    private TimeSpan Year(int year) => _years.GetOrAdd(year, y =>
    {
        var sum = TimeSpan.Zero;
        for (var date = new DateOnly(y, 1, 1); date.Year == y; date = date.AddDays(1))
        {
            foreach (var open in Opening(date)) sum += open.Length;
            if (date == DateOnly.MaxValue) break;
        }

        return sum;
    });

    private static Interval? Clip(Interval open, DateTimeOffset from, DateTimeOffset to)
    {
        var start = Later(open.From, from.ToUniversalTime());
        var end = open.To < to ? open.To : to.ToUniversalTime();
        return start < end ? new Interval(start, end) : null;
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private static OpeningHours[] Checked(IReadOnlyList<OpeningHours> ranges)
    {
        var end = TimeSpan.Zero;
        foreach (var range in ranges)
        {
            if (range.From < end || range.To <= range.From || range.To > Day)
                throw new ArgumentException($"opening hours {range.From}-{range.To} are empty, unsorted, overlapping or longer than the day", nameof(ranges));
            end = range.To;
        }

        return [.. ranges];
    }
}
