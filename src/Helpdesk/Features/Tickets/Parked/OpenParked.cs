using System.Text;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A parked mail with its text as far as it decodes; restricted ones only for those who see restricted tickets, and logged (D31, D34).</summary>
public static class OpenParked
{
    private const int LongestShown = 200_000;

    [Requires(Permission.PlaceParkedMail)]
    public sealed record Query(Guid Id) : IQuery<Opened>;

    /// <param name="Files">Names only: the files themselves wait until the mail is let in.</param>
    public sealed record Opened(
        Guid Id, DateTimeOffset At, int Size, string? Reason, string SenderDomain, string From, string Subject, string Text, IReadOnlyList<string> Files);

    internal sealed class Handler(HelpdeskDb db, AccessLog log, Caller caller, TimeProvider time) : IRequestHandler<Query, Opened>
    {
        public async Task<Opened> Handle(Query query, CancellationToken cancellationToken)
        {
            var mail = await db.Set<InboundMail>().AsNoTracking().SingleOrDefaultAsync(m => m.Id == query.Id && m.State == "parked", cancellationToken);
            if (mail?.Body is null || (mail.Restricted && !caller.Viewer.SeesRestricted)) throw new NotFound();
            if (mail.Restricted) await log.WriteParkedMail(mail.Id, "parked_mail", time.Instant(), cancellationToken);
            try
            {
                var form = await InboundForm.Read(mail.Body, mail.ContentType, cancellationToken);
                var text = form.Text("text") is { Length: > 0 } plain ? plain : HtmlText.Of(form.Text("html"));
                return Show(mail, form.Text("from"), form.Text("subject"), text, [.. form.Files().Select(f => Files.SafeName(f.Name))]);
            }
            catch (Unreadable)
            {
                // As far as it decodes: the bytes as text, which says enough to know what it was.
                return Show(mail, "", "", PlainText.Storable(Encoding.UTF8.GetString(mail.Body.AsSpan(0, Math.Min(mail.Body.Length, LongestShown)))), []);
            }
        }

        private static Opened Show(InboundMail mail, string from, string subject, string text, IReadOnlyList<string> files) => new(
            mail.Id, mail.At, mail.Size, mail.Reason, mail.SenderDomain, Opening.Line(from, 300), Opening.Line(subject, 500),
            text.Length > LongestShown ? text[..LongestShown] : text, files);
    }
}
