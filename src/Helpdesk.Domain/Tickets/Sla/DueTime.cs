namespace Helpdesk.Domain.Tickets;

/// <summary>When one target of a ticket is due, which policy said so, and which were tried (D23).</summary>
/// <param name="Due">In UTC; null when there is no target, and while a running pause holds the clock (<see cref="IsPaused"/>).</param>
/// <param name="Policy">The winner, or the floor that overrode it (<c>floor:firstResponse</c>, <c>floor:resolution</c>); null when there is no target.</param>
/// <param name="Count">The winner's clock; where a floor applies, the time from arrival to due (D26). Null when there is no target.</param>
/// <param name="Tried">Each policy that has this target or could have had it, in order.</param>
/// <param name="Floored">What the winner alone would have said, where a floor applies.</param>
public sealed record DueTime(
    Target Target, DateTimeOffset? Due, string? Policy, Count? Count, IReadOnlyList<Attempt> Tried, Attempt? Floored = null)
{
    public bool IsPaused => Count is not null && Due is null;

    /// <summary>What is still to be counted on the winner's clock at an instant; zero once due, null when there is no target.</summary>
    public TimeSpan? RemainingAt(DateTimeOffset at) =>
        Count is null ? null : Count.Amount - Count.CountedAt(at) is var left && left > TimeSpan.Zero ? left : TimeSpan.Zero;

    /// <summary>When this share of the target has been counted (D26); null when there is no target or the clock is paused before it.</summary>
    /// <param name="percent">50, 75, 90, or 100 for the breach.</param>
    public DateTimeOffset? ReachedAt(int percent)
    {
        // Rounded up to the tick: never before the share has been counted.
        return Count?.Reach(TimeSpan.FromTicks((long)(((Int128)Count.Amount.Ticks * percent + 99) / 100)));
    }
}

/// <summary>One policy tried for one target (D25a).</summary>
/// <param name="Promise">The target time as the policy words it, such as <c>2 bd business</c>.</param>
/// <param name="Why">In plain words, why it set the due time or did not.</param>
public sealed record Attempt(string Policy, string Promise, Count? Count, bool Won, string Why)
{
    public DateTimeOffset? Due => Count?.Due;
}
