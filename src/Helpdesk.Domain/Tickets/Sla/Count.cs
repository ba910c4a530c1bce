namespace Helpdesk.Domain.Tickets;

/// <summary>
/// One clock counting towards one target (D19, D24): an amount of open time of a calendar, from an instant, not counting the
/// pauses. A pause therefore moves the due time by the time paused, counted on this clock, and only if it begins before it.
/// </summary>
/// <param name="Pauses">As <see cref="Pause.Problem"/> accepts them; empty for the clocks that never pause.</param>
public sealed record Count(SupportCalendar Calendar, DateTimeOffset From, TimeSpan Amount, IReadOnlyList<Pause> Pauses)
{
    /// <summary>The first instant at which the whole amount has been counted; null while a running pause holds it back.</summary>
    public DateTimeOffset? Due => Reach(Amount);

    /// <summary>What <see cref="Due"/> would be, had the running pause ended the moment it began. Orders clocks that stand still (D23).</summary>
    public DateTimeOffset DueIfResumed => (this with { Pauses = [.. Pauses.Where(p => p.To is not null)] }).Due!.Value;

    /// <summary>The first instant at which a part of the amount has been counted (D26: 50, 75, 90 %); null while paused before it.</summary>
    public DateTimeOffset? Reach(TimeSpan part)
    {
        var cursor = From;
        foreach (var pause in Pauses)
        {
            var counted = Calendar.Between(cursor, pause.From);
            if (part <= counted) break;
            if (pause.To is not { } to) return null;
            part -= counted;
            cursor = to > cursor ? to : cursor;
        }

        return Calendar.Add(cursor, part);
    }

    /// <summary>How much has been counted at an instant, on this clock; more than <see cref="Amount"/> after the due time.</summary>
    public TimeSpan CountedAt(DateTimeOffset at) =>
        Running(at).Aggregate(TimeSpan.Zero, (sum, stretch) => sum + Calendar.Between(stretch.From, stretch.To));

    /// <summary>The intervals that were counted up to an instant (D25a).</summary>
    public IEnumerable<Interval> Intervals(DateTimeOffset until) => Running(until).SelectMany(s => Calendar.Intervals(s.From, s.To));

    /// <summary>The stretches without a pause.</summary>
    private IEnumerable<Interval> Running(DateTimeOffset until)
    {
        var cursor = From;
        foreach (var pause in Pauses)
        {
            if (pause.From >= until) break;
            if (pause.From > cursor) yield return new Interval(cursor, pause.From);
            if (pause.To is not { } to) yield break;
            cursor = to > cursor ? to : cursor;
        }

        if (until > cursor) yield return new Interval(cursor, until);
    }
}
