namespace Helpdesk.Domain.Tickets;

/// <summary>Where a clock stands (D24).</summary>
public enum ClockState { Running, Paused, Met, Missed, NotNeeded }

/// <summary>One clock of a ticket as it stands in an event.</summary>
/// <param name="Due">Null while paused, where the due time is not known, and for "no target".</param>
/// <param name="Policy">The policy that set it (D23), such as <c>plan:premium</c> or <c>floor:firstResponse</c>.</param>
public sealed record ClockValue(
    Target Target, DateTimeOffset? Due, string Policy, ClockState State, DateTimeOffset? StoppedAt, bool MissedByReclassification);
