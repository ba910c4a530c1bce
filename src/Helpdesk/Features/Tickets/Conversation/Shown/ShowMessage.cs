using Helpdesk.Domain.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A message's HTML, sanitised, for whoever may meet its ticket.</summary>
public static class ShowMessage
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number, Guid Message, bool ShowImages) : IQuery<Shown>;

    /// <param name="Html">Safe markup; null when the message has none and its text is to be shown.</param>
    public sealed record Shown(string? Html, string Text);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, FileAddresses addresses, AccessLog log, Caller caller, TimeProvider time) : IRequestHandler<Query, Shown>
    {
        public async Task<Shown> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var found = await (
                from t in tickets.VisibleTo(caller.Viewer, now)
                join m in db.Set<Message>() on t.Id equals m.TicketId
                where t.Number == query.Number && m.Id == query.Message
                select new { t.Id, t.Restricted, m.Html, m.Text }).AsNoTracking().SingleOrDefaultAsync(cancellationToken)
                ?? throw new NotFound();
            if (found.Restricted) await log.Write(found.Id, "message", now, cancellationToken);
            // Beyond the limit the mail's own text part says more than markup without its tags.
            if (found.Html is null || found.Html.Length > SafeHtml.Largest) return new Shown(null, found.Text);

            var pictures = await Inline(query.Message, now, cancellationToken);
            return new Shown(SafeHtml.Sanitize(found.Html, new SafeHtmlOptions(pictures.GetValueOrDefault, query.ShowImages)), found.Text);
        }

        /// <summary>Signed addresses of what came with the message, by Content-ID; only pictures are ever served in place.</summary>
        private async Task<Dictionary<string, string>> Inline(Guid message, DateTimeOffset now, CancellationToken cancel)
        {
            var files = await db.Set<Attachment>().Where(a => a.MessageId == message && a.ContentId != null)
                .Select(a => new { a.ContentId, a.Token }).ToListAsync(cancel);
            return files.GroupBy(f => f.ContentId!.Trim('<', '>'), StringComparer.Ordinal)
                .ToDictionary(g => g.Key, g => addresses.For(g.First().Token, caller.PersonId, now), StringComparer.Ordinal);
        }
    }
}
