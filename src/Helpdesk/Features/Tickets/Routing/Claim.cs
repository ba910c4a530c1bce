using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Takes a ticket that nobody has (D16): compare-and-set under the ticket's lock, two people never both win.</summary>
public static class Claim
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, People people, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (ticket.AssigneeId == caller.PersonId) return Unit.Value;
            if (ticket.AssigneeId is { } other) throw new Refused($"{await people.NameOf(other, cancellationToken)} has this ticket already.");
            if (!ticket.Active) throw new Refused("This ticket is at rest; there is nothing to take.");
            tickets.Record(ticket, new Assigned(caller.PersonId, "claimed"), now);
            tickets.StaffActs(ticket, now);
            return Unit.Value;
        }
    }
}
