using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>How urgent a ticket is among others (D15).</summary>
public static class Priorities
{
    private static readonly string[] MakeUrgent = [Signals.SecurityBreach, Signals.DataLoss, Signals.SystemOutage, Signals.ComplianceViolation];
    private static readonly string[] MakeHigh = [Signals.DataSync, Signals.Performance, Signals.Access];
    private static readonly string[] MakeLow = [Signals.FeatureRequest, Signals.GeneralQuestion, Signals.Training];

    /// <param name="worstIncident">Null when there is no incident.</param>
    /// <param name="signals">Slugs of <see cref="Signals"/>.</param>
    public static Priority Of(Severity? worstIncident, Impact impact, IReadOnlyCollection<string> signals)
    {
        if (worstIncident >= Severity.High || signals.Any(MakeUrgent.Contains)) return Priority.Urgent;
        // D15: a failing API is pressing only where it hurts the customer's business.
        if (signals.Contains(Signals.ApiFailure) && impact >= Impact.Medium) return Priority.High;
        if (signals.Any(MakeHigh.Contains)) return Priority.High;
        return signals.Any(MakeLow.Contains) ? Priority.Low : Priority.Normal;
    }
}
