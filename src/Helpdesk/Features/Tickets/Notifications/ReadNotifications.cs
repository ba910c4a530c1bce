using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Somebody has read what they were told: all of it, or what is about one ticket.</summary>
public static class ReadNotifications
{
    /// <param name="Number">Null: all that is shown by now.</param>
    [Requires(Permission.ReadTickets)]
    public sealed record Command(string? Number) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var (now, me) = (time.Instant(), caller.PersonId);
            var unread = db.Set<Notification>().Where(n => n.PersonId == me && n.At <= now && n.ReadAt == null);
            if (command.Number is { } number)
            {
                var about = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.Number == number.ToUpper()).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken)
                    ?? throw new NotFound();
                unread = unread.Where(n => n.TicketId == about);
            }

            await unread.ExecuteUpdateAsync(set => set.SetProperty(n => n.ReadAt, now), cancellationToken);
            return Unit.Value;
        }
    }
}
