using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Ends a named outsider's access before its time (D34).</summary>
public static class EndAccess
{
    [Requires(Permission.GrantOutsider)]
    public sealed record Command(string Number, Guid Person) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, Tickets.Tickets tickets, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            var access = await db.Set<RestrictedAccess>().SingleOrDefaultAsync(a => a.TicketId == ticket.Id && a.PersonId == command.Person && a.Until > now, cancellationToken)
                ?? throw new Refused("They have no access any more.");
            access.Until = now;
            tickets.Record(ticket, new AccessEnded(command.Person), now);
            // What they held goes with it (D34).
            if (ticket.AssigneeId == command.Person) tickets.Record(ticket, new Assigned(null, "returned"), now);
            return Unit.Value;
        }
    }
}
