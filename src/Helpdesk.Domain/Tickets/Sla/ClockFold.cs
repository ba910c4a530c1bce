namespace Helpdesk.Domain.Tickets;

/// <summary>Where each clock of a ticket stands after its due times were computed anew (D24, D25).</summary>
public static class ClockFold
{
    /// <returns>Null when the target has no policy and never had a clock.</returns>
    public static ClockValue? Value(Ticket ticket, DueTime due, bool reclassified, DateTimeOffset now)
    {
        var before = ticket.ClockOf(due.Target)?.Value;
        if (due.Count is null) return Gone(before);
        var policy = due.Policy!;
        if (due.Target is Target.FirstResponse or Target.Acknowledgment) return Promise(ticket, before, due, policy, reclassified, now);

        // D24: what counts towards solving stops at resolved and goes on from there on reopening.
        if (!ticket.Active) return Rested(ticket, before, due, policy, now);
        var state = due.IsPaused || ticket.State == TicketState.Pending ? ClockState.Paused : ClockState.Running;
        return new ClockValue(due.Target, due.Due, policy, state, null, Late(before, due.Due, reclassified, now));
    }

    /// <summary>Met at or before the due time, missed after it; a clock that has stopped stays so.</summary>
    public static ClockValue Stopped(ClockValue clock, DateTimeOffset at) => clock.State is ClockState.Running or ClockState.Paused
        ? clock with { State = clock.Due < at ? ClockState.Missed : ClockState.Met, StoppedAt = at }
        : clock;

    /// <summary>The stop was taken back: it runs, or stops at the reply that still stands.</summary>
    public static ClockValue Restarted(ClockValue clock, DueTime due, DateTimeOffset? standing)
    {
        var running = clock with { State = ClockState.Running, StoppedAt = null, Due = due.Due, Policy = due.Policy ?? clock.Policy };
        return standing is { } at ? Stopped(running, at) : running;
    }

    private static ClockValue? Gone(ClockValue? before) => before switch
    {
        null => null,
        { State: ClockState.Met or ClockState.Missed } => before,
        // The new category promises nothing here: the clock ends as not needed.
        _ => before with { State = ClockState.NotNeeded, Due = null },
    };

    private static ClockValue Promise(Ticket ticket, ClockValue? before, DueTime due, string policy, bool reclassified, DateTimeOffset now)
    {
        if (before is { StoppedAt: { } stopped, State: ClockState.Met or ClockState.Missed })
        {
            // D25: a breach stays recorded; a due time moved before the answer is missed by reclassification.
            var missed = before.State == ClockState.Missed || due.Due < stopped;
            var moved = before.MissedByReclassification || (missed && before.State == ClockState.Met);
            return before with { Due = due.Due, Policy = policy, State = missed ? ClockState.Missed : ClockState.Met, MissedByReclassification = moved };
        }

        if (before is { State: ClockState.NotNeeded, Due: not null }) return before with { Due = due.Due, Policy = policy };
        // D24: resolved or closed without a reply.
        if (!ticket.Active) return new ClockValue(due.Target, due.Due, policy, ClockState.NotNeeded, now, before?.MissedByReclassification ?? false);
        return new ClockValue(due.Target, due.Due, policy, ClockState.Running, null, Late(before, due.Due, reclassified, now));
    }

    private static ClockValue Rested(Ticket ticket, ClockValue? before, DueTime due, string policy, DateTimeOffset now)
    {
        var at = ticket.ResolvedAt ?? now;
        if (due.Target == Target.Escalation) return new ClockValue(due.Target, before?.Due, policy, ClockState.NotNeeded, at, false);
        var missed = due.Due <= at;
        return new ClockValue(due.Target, due.Due ?? before?.Due, policy, missed ? ClockState.Missed : ClockState.Met, at, before?.MissedByReclassification ?? false);
    }

    private static bool Late(ClockValue? before, DateTimeOffset? due, bool reclassified, DateTimeOffset now) =>
        (before?.MissedByReclassification ?? false) || (reclassified && due < now && !(before?.Due < now));
}
