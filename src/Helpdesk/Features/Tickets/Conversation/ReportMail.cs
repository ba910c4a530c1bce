using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The provider says what became of a mail: delivered, or bounced, which takes back what the reply had stopped (D24).</summary>
public static class ReportMail
{
    [Requires(Permission.System)]
    public sealed record Command(MailEvent Event) : ICommand<bool>;

    /// <returns>False when it was known already or is about no mail of ours.</returns>
    internal sealed class Handler(HelpdeskDb db, Tickets tickets, ReleaseMail release, TimeProvider time) : IRequestHandler<Command, bool>
    {
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var told = command.Event;
            var now = time.Instant();
            var known = await db.Set<OutboxMail>().Where(m => m.Id == told.Mail).Select(m => new { m.TicketId }).SingleOrDefaultAsync(cancellationToken);
            if (known is null) return false;
            // The ticket is locked before the mail, as everywhere: two orders would be a deadlock.
            if (known.TicketId is { } ticket) await db.Database.ExecuteSqlAsync($"select 1 from ticket where id = {ticket} for update", cancellationToken);
            var first = await db.Database.ExecuteSqlAsync($"insert into mail_event (id, at) values ({told.Id}, {now}) on conflict (id) do nothing", cancellationToken);
            if (first == 0) return false;
            var mail = await db.Set<OutboxMail>().FromSql($"select * from outbox_mail where id = {told.Mail} for update").SingleAsync(cancellationToken);
            return told.Outcome == "delivered" ? await Delivered(mail, now, cancellationToken) : await Bounced(mail, told, now, cancellationToken);
        }

        /// <summary>Events come in any order: a bounce is never followed by a delivery of the same mail.</summary>
        private async Task<bool> Delivered(OutboxMail mail, DateTimeOffset now, CancellationToken cancel)
        {
            if (mail.State is not ("sending" or "sent")) return false;
            (mail.State, mail.SentAt, mail.LastError) = ("delivered", mail.SentAt ?? now, null);
            if (mail is not { TicketId: { } id, MessageId: { } message }) return true;
            await db.Set<Message>().Where(m => m.Id == message).ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, "delivered"), cancel);
            tickets.Record(await tickets.ForChange(id, now, cancel), new MailReported(message, "delivered"), now);
            return true;
        }

        private async Task<bool> Bounced(OutboxMail mail, MailEvent told, DateTimeOffset now, CancellationToken cancel)
        {
            if (mail.State is not ("sending" or "sent" or "delivered")) return false;
            (mail.State, mail.LastError) = ("bounced", told.Status is null ? told.Outcome : $"{told.Outcome} ({told.Status})");
            await release.Failed(mail, "bounced", told.Outcome, now, cancel);
            return true;
        }
    }
}
