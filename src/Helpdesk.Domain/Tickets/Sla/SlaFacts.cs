namespace Helpdesk.Domain.Tickets;

/// <summary>All that the due times of a ticket depend on (D23), beside the policies.</summary>
/// <param name="SupportTier">1 to 4 (D14); null means that no tier policy takes part.</param>
/// <param name="ArrivedAt">When the customer's message came in.</param>
public sealed record SlaFacts(Plan Plan, Subcategory Subcategory, int? SupportTier, DateTimeOffset ArrivedAt)
{
    /// <summary>When the customer was waited for (D24), as <see cref="Pause.Problem"/> accepts them.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>The open incidents' own clocks, which the first response follows while nobody has replied (D22a).</summary>
    public IReadOnlyList<IncidentTarget> Incidents { get; init; } = [];

    /// <summary>Where the acknowledgment's clock begins when a reclassification put it in the past (D25); null means on arrival.</summary>
    public DateTimeOffset? AcknowledgmentFrom { get; init; }
}

/// <summary>The clock of an incident (D22a): from the arrival of the text that fired, 24/7, never paused.</summary>
/// <param name="Policy">What it appears as on the ticket, such as <c>incident:critical</c>.</param>
public sealed record IncidentTarget(string Policy, DateTimeOffset TextArrivedAt, DateTimeOffset Due);
