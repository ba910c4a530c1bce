using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Gives a ticket of the queue to whom the assignment chose, with its reason (D16); nothing when somebody was quicker.</summary>
public static class OfferTicket
{
    [Requires(Permission.System)]
    public sealed record Command(Guid Ticket, Guid To, string Reason) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Ticket, now, cancellationToken);
            if (ticket is { AssigneeId: null, State: TicketState.New or TicketState.Open }) tickets.Record(ticket, new Assigned(command.To, command.Reason), now);
            return Unit.Value;
        }
    }
}
