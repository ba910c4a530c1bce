using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Takes a reply back while it waits (D33a): the text becomes the draft again, and no clock ever stopped (D24).</summary>
public static class UndoReply
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, Guid Message) : ICommand<bool>;

    /// <returns>False when it has left already.</returns>
    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Drafts drafts, Caller caller, TimeProvider time) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            var message = await db.Set<Message>().SingleOrDefaultAsync(m => m.Id == command.Message && m.TicketId == ticket.Id, cancellationToken) ?? throw new NotFound();
            if (message.PersonId != caller.PersonId) throw new Refused("Only the writer can take a reply back.");
            var undone = await db.Set<OutboxMail>().Where(m => m.MessageId == command.Message && m.State == "waiting")
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.State, "undone"), cancellationToken);
            if (undone == 0) return false;

            tickets.Record(ticket, new ReplyUndone(command.Message), now);
            await drafts.Keep(ticket.Id, caller.PersonId, "reply", message.Text, template: null, ticket.Version, now, cancellationToken);
            db.Remove(message);
            return true;
        }
    }
}
