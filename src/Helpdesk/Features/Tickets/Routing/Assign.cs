using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Gives a ticket to somebody, or back to the queue (D16). Only someone allowed is ever chosen for a restricted ticket.</summary>
public static class Assign
{
    /// <param name="To">Null gives it back to the team's queue.</param>
    /// <param name="BasedOn">The version the sender saw: an assignment in between stops it.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, Guid? To, int BasedOn) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, People people, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (ticket.AssigneeId == command.To) return Unit.Value;
            var mine = ticket.AssigneeId is null || ticket.AssigneeId == caller.PersonId;
            // §1: an agent takes and returns their own work; leads assign others'.
            if (!mine && !caller.Viewer.May(Permission.AssignOthers)) throw new Refused("Only a team lead gives away what somebody else has.");
            if (await tickets.AssignedSince(ticket.Id, command.BasedOn, cancellationToken)) throw new Stale("The ticket was assigned in the meantime.");
            if (command.To is { } person)
            {
                var who = await people.Find(person, cancellationToken) ?? throw new Refused("This person is not here any more.");
                if (!who.Permissions.Contains(Permission.WorkTickets)) throw new Refused($"{who.Name} does not work on tickets.");
                if (ticket.Restricted && !await tickets.MayMeet(ticket, who, now, cancellationToken)) throw new Refused("This person may not meet this ticket.");
            }

            tickets.Record(ticket, new Assigned(command.To, command.To is null ? "returned" : "by_hand"), now);
            return Unit.Value;
        }
    }
}
