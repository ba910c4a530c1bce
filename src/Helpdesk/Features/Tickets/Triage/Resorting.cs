using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Takes category and routing of a ticket again, as of its first message and without what the screening said: after a restriction was
/// lifted (D34b). The arrival time is kept (D25); nobody is put back who was cut.
/// </summary>
public sealed class Resorting(HelpdeskDb db, Opening opening, Clockwork clockwork, Policies policies, Judge judge, Tickets tickets)
{
    public async Task Take(Ticket ticket, DateTimeOffset now, CancellationToken cancel)
    {
        var first = await db.Set<Message>().Where(m => m.TicketId == ticket.Id && (m.Direction == "in" || m.Direction == "call"))
            .OrderBy(m => m.At).ThenBy(m => m.Id).Select(m => new { m.Subject, m.Text }).FirstAsync(cancel);
        var set = await policies.Current(cancel);
        opening.Triage(ticket, new Judged(null, judge.Classify(first.Subject, first.Text, ticket.Channel, ticket.Plan)), ticket.Plan, set, now);
        if (ticket.AssigneeId is not null) tickets.Record(ticket, new Assigned(null, "returned"), now);
        clockwork.Recompute(ticket, set, "reclassified", now);
    }
}
