using Helpdesk.Domain.Tickets;
using Helpdesk.Web;

namespace Helpdesk.Features.Tickets;

/// <summary>How a ticket's clocks are shown: a chip each, and the facts behind it.</summary>
public static class ClockWords
{
    public static string Name(Target target) => target switch
    {
        Target.FirstResponse => "First reply", Target.Acknowledgment => "Acknowledge", Target.Resolution => "Solve by", _ => "Moves up",
    };

    public static (SlaState State, string Verb) Chip(ClockValue clock, TicketView ticket)
    {
        var verb = clock.Target switch { Target.FirstResponse => "Reply", Target.Acknowledgment => "Acknowledge", Target.Resolution => "Solve", _ => "Moves up" };
        var state = clock.State switch
        {
            ClockState.Met or ClockState.NotNeeded => SlaState.Met,
            ClockState.Paused => SlaState.Paused,
            ClockState.Missed => ticket.Head.Restricted && clock.StoppedAt is null ? SlaState.Danger : SlaState.Late,
            _ => clock.Due < ticket.At ? SlaState.Late : clock.Due - ticket.At < TimeSpan.FromHours(2) ? SlaState.Soon : SlaState.Calm,
        };
        return (state, verb);
    }

    /// <summary>Counted working time that is left, where the winning policy counts working time; null where the wall clock says it.</summary>
    public static TimeSpan? Amount(ClockValue clock, TicketView ticket)
    {
        if (clock.StoppedAt is { } stopped) return clock.State == ClockState.NotNeeded ? null : clock.Due is { } due && clock.State == ClockState.Missed ? stopped - due : stopped - ticket.Head.ArrivedAt;
        var time = ticket.Clocks.Times[clock.Target];
        return time.Count is { Calendar.IsAlwaysOpen: false } && clock.State != ClockState.Missed ? time.RemainingAt(ticket.At) : null;
    }

    public static string Words(ClockValue clock) => clock.State switch
    {
        ClockState.NotNeeded => "Not needed", ClockState.Met => "Met",
        ClockState.Missed when clock.MissedByReclassification => "Missed by reclassification",
        ClockState.Missed => "Missed", ClockState.Paused => "Waiting for the customer", _ => "",
    };
}
