namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The clock on the wall of a zone, made monotone: a time that a change of clocks skips means the instant of the change, one
/// that occurs twice means its first occurrence. So neighbouring ranges neither overlap nor leave a gap.
/// </summary>
public sealed record WallClock(TimeZoneInfo Zone)
{
    /// <summary>The calendar date shown at an instant.</summary>
    public DateOnly DateOf(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The first instant, in UTC, at which the clock shows this time of this date or a later one.</summary>
    /// <param name="time">Since midnight; 24:00 is midnight of the next date.</param>
    public DateTimeOffset At(DateOnly date, TimeSpan time)
    {
        var local = date.ToDateTime(TimeOnly.MinValue) + time;
        if (Zone.IsAmbiguousTime(local)) return Utc(local, Zone.GetAmbiguousTimeOffsets(local).Max());
        return Zone.IsInvalidTime(local) ? ChangeOfClocks(local) : Utc(local, Zone.GetUtcOffset(local));
    }

    /// <summary>The instant of the jump over a time that was never shown, found by halving; a jump can be a whole day (Samoa, 2011).</summary>
    private DateTimeOffset ChangeOfClocks(DateTime skipped)
    {
        var before = Utc(skipped, Zone.GetUtcOffset(skipped.AddDays(2)));
        var after = Utc(skipped, Zone.GetUtcOffset(skipped.AddDays(-2)));
        while (after - before > TimeSpan.FromTicks(1))
        {
            var middle = before + ((after - before) / 2);
            if (TimeZoneInfo.ConvertTime(middle, Zone).DateTime >= skipped) after = middle; else before = middle;
        }

        return after;
    }

    private static DateTimeOffset Utc(DateTime local, TimeSpan offset) => new(DateTime.SpecifyKind(local - offset, DateTimeKind.Utc));
}
