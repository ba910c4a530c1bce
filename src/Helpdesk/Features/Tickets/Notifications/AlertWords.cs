using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>What an event on the clocks says to those who are told of it: coded values only, none of the customer's words.</summary>
public static class AlertWords
{
    private static string Name(Target target) => target switch
    {
        Target.FirstResponse => "the first reply", Target.Acknowledgment => "the acknowledgment", Target.Resolution => "the solution", _ => "moving up",
    };

    public static (string Icon, string Words) Of(TicketEvent change) => change switch
    {
        Warned e => ("clock", $"{e.Percent} % of the time for {Name(e.Target)} is used."),
        Breached e => ("sla-late", $"The time for {Name(e.Target)} is over."),
        Escalated { By: Escalated.Clock } e => ("up", $"Moved up by itself, from {e.FromTeam.Name()} to {e.ToTeam.Name()}: its time is over."),
        Escalated e => ("up", $"Moved up from {e.FromTeam.Name()} to {e.ToTeam.Name()}."),
        LeadsCalled e => ("alert", $"Its time to move up is over, and there is no level above {e.Team.Name()}."),
        HandedBack e => ("down", $"Given back from {e.FromTeam.Name()} to {e.ToTeam.Name()}."),
        ClocksSet => ("sla-late", "A due time was put into the past when the ticket was classified anew."),
        _ => ("pulse", "Something has changed."),
    };

    /// <summary>The last warning, and what has gone wrong or moved; the rest is in the list only, or nobody would read any of it.</summary>
    public static bool IsMailed(TicketEvent change) => change is not Warned { Percent: < 90 } and not Warned { Target: Target.Escalation };

    /// <summary>D26: personal ones follow the person's shift; what is Safety's never does.</summary>
    public static bool FollowsShift(Ticket ticket) => ticket.Category != Category.Safety && !ticket.Restricted;

    /// <summary>When it was to happen, however late it was recorded.</summary>
    public static DateTimeOffset Planned(TicketEvent change, DateTimeOffset recorded) => change switch
    {
        Warned e => e.Planned, Breached e => e.Due, Escalated { Due: { } due } => due, LeadsCalled e => e.Due, _ => recorded,
    };
}
