using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;

namespace Helpdesk.Features.Tickets;

/// <summary>Queues an event for telling, in the transaction that records it; <see cref="AlertWork"/> finds out who is told.</summary>
public sealed class Alerts(HelpdeskDb db, AfterCommit after, WakeUp bell)
{
    /// <summary>The last event of the ticket.</summary>
    public void Add(Ticket ticket, DateTimeOffset now)
    {
        db.Add(new Alert { TicketId = ticket.Id, Version = ticket.Version, At = now });
        after.Do(bell.Ring);
    }
}
