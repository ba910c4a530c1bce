using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>When the restriction of a ticket may be lifted, and by whom (D34b).</summary>
public static class LiftRules
{
    /// <param name="incidents">Every incident of the ticket: how grave, and whether it was found to be without risk.</param>
    /// <param name="askedBy">Who asked for it before, when a second person is to confirm.</param>
    /// <returns>Every problem at once, in plain words; empty when it may be asked for, or done.</returns>
    public static IReadOnlyList<string> Problems(
        Ticket ticket, IReadOnlyList<(Severity Severity, bool NoRisk)> incidents, bool everReported, string? reason, Guid? askedBy, Guid person)
    {
        var problems = new List<string>();
        if (!ticket.Restricted) problems.Add("This ticket is not restricted.");
        if (ticket.NotScreened) problems.Add("A text on it is not screened yet. It opens by itself when nothing is found.");
        if (everReported) problems.Add("It has had a report: it stays restricted.");
        if (incidents.Any(i => i.Severity >= Severity.High && !i.NoRisk)) problems.Add("Resolve every high and critical incident as “reviewed, no risk found” first.");
        if (askedBy is null && string.IsNullOrWhiteSpace(reason)) problems.Add("Say why it can be opened.");
        if (askedBy == person) problems.Add("You asked for it: a second member of Safety or Legal confirms.");
        return problems;
    }
}
