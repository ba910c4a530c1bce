namespace Helpdesk.Domain.Tickets;

/// <summary>Why a calendar did not count a stretch of time (D25a).</summary>
public enum ClosureKind { OutOfHours, Weekend, Holiday }

/// <summary>A stretch that a calendar did not count. The name is that of the holiday.</summary>
public sealed record Closure(Interval Span, ClosureKind Kind, string? Name);

/// <summary>What a calendar skipped between two instants: the gaps of its open intervals, day by day, joined where they meet.</summary>
public static class Closures
{
    public static IReadOnlyList<Closure> Of(SupportCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var closures = new List<Closure>();
        if (calendar.IsAlwaysOpen) return closures;
        for (var date = calendar.DateOf(from); calendar.At(date, TimeSpan.Zero) < to; date = date.AddDays(1))
        {
            var (kind, name) = Kind(calendar, date);
            var cursor = calendar.At(date, TimeSpan.Zero);
            foreach (var open in calendar.Opening(date))
            {
                Add(cursor, open.From, kind, name);
                cursor = open.To;
            }

            Add(cursor, calendar.At(date.AddDays(1), TimeSpan.Zero), kind, name);
        }

        return closures;

        void Add(DateTimeOffset start, DateTimeOffset end, ClosureKind kind, string? name)
        {
            (start, end) = (start > from ? start : from.ToUniversalTime(), end < to ? end : to.ToUniversalTime());
            if (start >= end) return;
            if (closures is [.., var last] && last.Span.To == start && last.Kind == kind && last.Name == name)
                closures[^1] = last with { Span = last.Span with { To = end } };
            else
                closures.Add(new Closure(new Interval(start, end), kind, name));
        }
    }

    private static (ClosureKind Kind, string? Name) Kind(SupportCalendar calendar, DateOnly date)
    {
        if (calendar.Holidays.TryGetValue(date, out var holiday)) return (ClosureKind.Holiday, holiday);
        return calendar.IsBusinessDay(date) ? (ClosureKind.OutOfHours, null) : (ClosureKind.Weekend, null);
    }
}
