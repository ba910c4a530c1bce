namespace Helpdesk.Domain.Tickets;

/// <summary>What happens at the escalation time of a ticket (D27).</summary>
public static class ClockEscalation
{
    /// <summary>One level up its path; on the top level the leads are called instead.</summary>
    /// <param name="path">That of the ticket's category.</param>
    /// <param name="clock">The escalation clock, with due time and policy.</param>
    public static TicketEvent Of(Ticket ticket, EscalationPath path, ClockValue clock)
    {
        if (ticket.Level >= path.Top) return new LeadsCalled(ticket.Level, ticket.Team, clock.Due!.Value, clock.Policy);
        var up = ticket.Level + 1;
        return new Escalated(
            Escalated.Clock, ticket.Level, ticket.Team, up, path.TeamAt(up), ticket.AssigneeId, Escalated.TimeIsUp, clock.Due, clock.Policy);
    }
}
