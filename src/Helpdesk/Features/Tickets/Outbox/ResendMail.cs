using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Sends a dead letter again, under its old Message-ID. Its failure took the clock's stop back (D24), so it counts from this click,
/// not from the first one.
/// </summary>
public static class ResendMail
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, AfterCommit after, WakeUp bell, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var mail = await db.Set<OutboxMail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == command.Id, cancellationToken) ?? throw new NotFound();
            // Throws NotFound when the caller does not meet the ticket (D34), and takes its lock before the mail's.
            if (mail.TicketId is { } ticket) await tickets.ForChange(ticket, now, cancellationToken);
            var again = await db.Set<OutboxMail>().Where(m => m.Id == command.Id && m.State == "dead").ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, "waiting").SetProperty(m => m.CreatedAt, now).SetProperty(m => m.SendAfter, now)
                .SetProperty(m => m.Attempts, 0).SetProperty(m => m.LastError, (string?)null), cancellationToken);
            if (again == 0) throw new Refused("Somebody has sent it again already.");
            if (mail.MessageId is { } message)
            {
                await db.Set<Message>().Where(m => m.Id == message)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.At, now).SetProperty(m => m.Delivery, "waiting"), cancellationToken);
            }

            after.Do(bell.Ring);
            return Unit.Value;
        }
    }
}
