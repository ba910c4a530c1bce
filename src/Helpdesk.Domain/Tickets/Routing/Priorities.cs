using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>How urgent a ticket is among others (D15).</summary>
public static class Priorities
{
    /// <param name="worstIncident">Null when there is no incident.</param>
    /// <param name="signals">Slugs of <see cref="Signals"/>.</param>
    public static Priority Of(Severity? worstIncident, Impact impact, IReadOnlyCollection<string> signals, UrgencyPolicy policy)
    {
        if (worstIncident >= policy.UrgentFrom || signals.Any(policy.Urgent.Contains)) return Priority.Urgent;
        // D15: a failing API is pressing only where it hurts the customer's business.
        if (impact >= policy.HighFrom && signals.Any(policy.HighWithImpact.Contains)) return Priority.High;
        if (signals.Any(policy.High.Contains)) return Priority.High;
        return signals.Any(policy.Low.Contains) ? Priority.Low : Priority.Normal;
    }
}
