using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Somebody is shut out for good: what is new, open or on hold with them goes back to its queue, as for an absence (D16). Pending
/// tickets follow when the customer answers (<see cref="CustomerMessages"/>).
/// </summary>
public static class TakeFromWhoLeft
{
    /// <summary>The coded reason of the events.</summary>
    public const string Reason = "left";

    [Requires(Permission.ManagePeople)]
    public sealed record Command(Guid Person) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            // D34: the Administrator need not meet a restricted ticket for it not to be forgotten; nothing of it comes back.
            var sender = caller.Viewer;
            caller.Viewer = Viewer.System with { Kind = sender.Kind, PersonId = sender.PersonId, Name = sender.Name };
            try
            {
                var theirs = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.AssigneeId == command.Person)
                    .OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellationToken);
                foreach (var id in theirs)
                {
                    var ticket = await tickets.ForChange(id, now, cancellationToken);
                    if (ticket.AssigneeId != command.Person || ticket.State is not (TicketState.New or TicketState.Open or TicketState.OnHold)) continue;
                    tickets.Record(ticket, new Assigned(null, Reason), now);
                }
            }
            finally
            {
                caller.Viewer = sender;
            }

            return Unit.Value;
        }
    }
}
