using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The incident to open from a ticket: an open one before a resolved one, the worst first.</summary>
public static class WorstIncident
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number) : IQuery<Guid>;

    internal sealed class Handler(Tickets.Tickets tickets, Incidents incidents, Caller caller, TimeProvider time) : IRequestHandler<Query, Guid>
    {
        public async Task<Guid> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var found = await (
                from i in incidents.Visible(now)
                join t in tickets.VisibleTo(caller.Viewer, now) on i.TicketId equals t.Id
                where t.Number == query.Number.ToUpper()
                orderby i.State == "resolved", i.Severity descending, i.Due
                select (Guid?)i.Id).FirstOrDefaultAsync(cancellationToken);
            return found ?? throw new NotFound();
        }
    }
}
