using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Helpdesk.Web;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Mails somebody the links of their open requests, at most once an hour. Whoever asks learns nothing: the answer is the same for a
/// known address and for any other. Restricted and silent tickets are left out (D34, D35a), and so are subjects: who reads the mail
/// is not sure.
/// </summary>
public static class MailOwnLinks
{
    public const string Kind = "magic_link";
    private const int MostLinks = 20;
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    [Requires(Permission.Public)]
    public sealed record Command(string Email, string Locale) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, Addressing addressing, Settings settings, AfterCommit after, WakeUp bell, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var address = Requesters.Normalise(command.Email);
            // Locked, so that two requests at once are one mail.
            var known = await db.Set<RequesterAddress>().FromSql($"select * from requester_address where address = {address} for update").AsNoTracking().SingleOrDefaultAsync(cancellationToken);
            if (known is null) return Unit.Value;
            var open = await Open(known.RequesterId, cancellationToken);
            if (open.Count == 0 || await SentLately(known, now, cancellationToken)) return Unit.Value;
            db.Add(Mail(address, open, command.Locale, now));
            after.Do(bell.Ring);
            return Unit.Value;
        }

        private Task<List<Ticket>> Open(Guid requester, CancellationToken cancel) => db.Set<Ticket>().AsNoTracking()
            .Where(t => t.RequesterId == requester && t.State != TicketState.Closed && !t.Restricted && !t.Silent && !t.NotScreened)
            .OrderByDescending(t => t.ArrivedAt).Take(MostLinks).ToListAsync(cancel);

        private Task<bool> SentLately(RequesterAddress known, DateTimeOffset now, CancellationToken cancel)
        {
            var since = now - Between;
            var own = db.Set<Ticket>().Where(t => t.RequesterId == known.RequesterId).Select(t => (Guid?)t.Id);
            return db.Set<OutboxMail>().AnyAsync(m => own.Contains(m.TicketId) && m.Kind == Kind && m.To == known.Address && m.CreatedAt > since, cancel);
        }

        private OutboxMail Mail(string address, List<Ticket> open, string locale, DateTimeOffset now)
        {
            var text = CustomerText.In(locale);
            var lines = open.Select(t => $"#{t.Number} ({text.Moment(t.ArrivedAt, null)})\n{settings.Url}/help/requests/{t.Token}");
            return new OutboxMail
            {
                Id = Guid.CreateVersion7(now), TicketId = open[0].Id, Kind = Kind, To = address, Subject = text["LinksSubject"],
                Text = text.Format("LinksBody", string.Join("\n\n", lines)), InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
            };
        }
    }
}
