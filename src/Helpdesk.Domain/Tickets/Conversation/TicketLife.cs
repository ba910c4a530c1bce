namespace Helpdesk.Domain.Tickets;

/// <summary>Which steps a ticket may take by hand (D28).</summary>
public static class TicketLife
{
    /// <returns>Every problem at once, in plain words; empty when the step may be taken.</returns>
    public static IReadOnlyList<string> Problems(Ticket ticket, TicketState to, string? reason, DateOnly? lookAgain, DateOnly today)
    {
        var problems = new List<string>();
        if (ticket.State == TicketState.Closed) problems.Add("A closed ticket stays closed. Open a follow-up instead.");
        if (to is TicketState.New or TicketState.Closed) problems.Add("A ticket becomes new by arriving and closed by seven quiet days.");
        if (to == TicketState.OnHold)
        {
            if (string.IsNullOrWhiteSpace(reason)) problems.Add("Say what the ticket waits for.");
            if (lookAgain is null) problems.Add("Give a day on which to look again.");
            else if (lookAgain < today) problems.Add("The day on which to look again has passed.");
        }

        return problems;
    }

    /// <summary>D28: a safety finding forbids "not for support".</summary>
    public static IReadOnlyList<string> ProblemsNotForSupport(Ticket ticket, string? reason)
    {
        var problems = new List<string>();
        if (ticket.Severity is not null || ticket.NotScreened) problems.Add("Something about safety was found here: this ticket cannot be put aside.");
        if (string.IsNullOrWhiteSpace(reason)) problems.Add("Choose a reason.");
        return problems;
    }
}
