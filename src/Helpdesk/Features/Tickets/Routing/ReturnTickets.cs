using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// An absence begins: the person's new, open and on-hold tickets go back to their queues (D16). Pending ones stay until the customer
/// answers; what somebody takes or is given during the absence is theirs.
/// </summary>
public static class ReturnTickets
{
    public const string Job = "absence_begins";

    [Requires(Permission.System)]
    public sealed record Command(Guid Absence) : ICommand<Unit>;

    public static string Data(Guid absence) => JsonSerializer.Serialize(new { absence });

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data)
        {
            using var json = JsonDocument.Parse(data);
            return new Command(json.RootElement.GetProperty("absence").GetGuid());
        }
    }

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            // Taken back or over already: there is nothing to return.
            var absence = await db.Set<Absence>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == command.Absence, cancellationToken);
            if (absence is null || absence.Until <= now) return Unit.Value;
            var theirs = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.AssigneeId == absence.PersonId).OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancellationToken);
            foreach (var id in theirs)
            {
                var ticket = await tickets.ForChange(id, now, cancellationToken);
                if (ticket.AssigneeId != absence.PersonId || ticket.State is not (TicketState.New or TicketState.Open or TicketState.OnHold)) continue;
                tickets.Record(ticket, new Assigned(null, "absent"), now);
            }

            return Unit.Value;
        }
    }
}
