namespace Helpdesk.Domain.Tickets;

/// <summary>
/// What a shift is for (D12a): in Standard hours everybody on shift takes whatever comes; on a Priority shift tickets of Professional
/// and Enterprise, and of safety, come at any hour.
/// </summary>
public enum ShiftKind { Standard, Priority }

/// <summary>When somebody works for a team, week after week, by the wall clock of a zone.</summary>
/// <param name="Days">The days on which it begins.</param>
/// <param name="To">When it ends; not after <paramref name="From"/> means on the next day, so equal times are a whole day.</param>
public sealed record WeeklyShift(ShiftKind Kind, IReadOnlySet<DayOfWeek> Days, TimeOnly From, TimeOnly To, TimeZoneInfo Zone)
{
    /// <summary>Half-open: the shift's first instant belongs to it, its last does not.</summary>
    public bool Covers(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, Zone);
        var time = TimeOnly.FromDateTime(local.DateTime);
        if (From < To) return Days.Contains(local.DayOfWeek) && time >= From && time < To;
        return (time >= From && Days.Contains(local.DayOfWeek)) || (time < To && Days.Contains(local.AddDays(-1).DayOfWeek));
    }

    /// <summary>The first instant, from here on, at which one of the shifts covers; null without shifts.</summary>
    public static DateTimeOffset? NextCovered(IReadOnlyCollection<WeeklyShift> shifts, DateTimeOffset from) =>
        shifts.Any(s => s.Covers(from)) ? from : shifts.Select(s => s.NextBegin(from)).Min();

    /// <summary>A week has every day of it; a begin that a change of clocks skips comes with the change.</summary>
    private DateTimeOffset? NextBegin(DateTimeOffset from)
    {
        var wall = new WallClock(Zone);
        var today = wall.DateOf(from);
        return Enumerable.Range(0, 8).Select(today.AddDays).Where(d => Days.Contains(d.DayOfWeek))
            .Select(d => (DateTimeOffset?)wall.At(d, From.ToTimeSpan())).FirstOrDefault(at => at > from);
    }

    /// <summary>The kind that counts at this instant: Priority before Standard, null when none of the shifts covers it.</summary>
    public static ShiftKind? KindAt(IEnumerable<WeeklyShift> shifts, DateTimeOffset at)
    {
        ShiftKind? kind = null;
        foreach (var shift in shifts)
        {
            if (!shift.Covers(at)) continue;
            if (shift.Kind == ShiftKind.Priority) return ShiftKind.Priority;
            kind = ShiftKind.Standard;
        }

        return kind;
    }
}
