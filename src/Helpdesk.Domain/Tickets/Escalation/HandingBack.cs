namespace Helpdesk.Domain.Tickets;

/// <summary>A level gives a ticket back to the one below, with a reason (D17).</summary>
public static class HandingBack
{
    /// <param name="teams">Those of whoever gives it back: the level that has it decides.</param>
    public static IReadOnlyList<string> Problems(Ticket ticket, IReadOnlyList<Team> teams, string? reason)
    {
        if (!ticket.Active) return ["This ticket is at rest."];
        if (ticket.Level <= 1) return ["It stands on the first level: there is nobody below to give it back to."];
        var problems = new List<string>();
        if (!teams.Contains(ticket.Team)) problems.Add($"Only {ticket.Team.Name()} gives this ticket back.");
        if (string.IsNullOrWhiteSpace(reason)) problems.Add("Say why it goes back.");
        return problems;
    }

    public static HandedBack Event(Ticket ticket, EscalationPath path, Guid note)
    {
        // A direct rule can put a ticket on a level that its path does not have (D12).
        var down = Math.Min(ticket.Level - 1, path.Top);
        return new HandedBack(ticket.Level, ticket.Team, down, path.TeamAt(down), ticket.AssigneeId, note);
    }
}
