using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>How much expertise a ticket needs at least (D14): 1 basic, 2 technical, 3 expert, 4 emergency.</summary>
public static class SupportTiers
{
    public const int Basic = 1;
    public const int Technical = 2;
    public const int Expert = 3;
    public const int Emergency = 4;

    /// <summary>The severity of a ticket (D11a): its worst incident's; else critical for an outage or data loss that a person confirmed.</summary>
    /// <returns>Null for normal.</returns>
    public static Severity? SeverityOf(Severity? worstIncident, bool outageOrDataLossConfirmed) =>
        worstIncident ?? (outageOrDataLossConfirmed ? Severity.Critical : null);

    /// <param name="severity">From <see cref="SeverityOf"/>; null for normal.</param>
    /// <param name="signals">Slugs of <see cref="Signals"/>.</param>
    public static int Of(Severity? severity, Impact impact, IReadOnlyCollection<string> signals, UrgencyPolicy policy)
    {
        if (severity == Severity.Critical || impact == Impact.High) return Emergency;
        if (signals.Any(policy.Expert.Contains)) return Expert;
        return signals.Any(policy.Technical.Contains) ? Technical : Basic;
    }
}
