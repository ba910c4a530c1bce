using Helpdesk.Domain.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Mail that has not left, or never will: dead letters first. Of tickets only those the viewer meets (D34); of mail to staff the kind alone.</summary>
public static class ListOutbox
{
    public const int Most = 200;

    [Requires(Permission.WorkTickets)]
    public sealed record Query : IQuery<Page>;

    /// <param name="Connected">False: no way to send is set, so mail waits here.</param>
    public sealed record Page(IReadOnlyList<Row> Rows, bool Connected);

    /// <param name="Number">Null, as is the subject, for mail to staff.</param>
    public sealed record Row(Guid Id, string Kind, string State, string? Number, string? Subject, DateTimeOffset CreatedAt, DateTimeOffset SendAfter, int Attempts, string? Problem);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, MailWay way, Caller caller, TimeProvider time) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            var visible = tickets.VisibleTo(caller.Viewer, time.Instant());
            var (sees, safety) = (caller.Viewer.SeesRestricted, SafetyMail.Kinds);
            var rows = await (
                from m in db.Set<OutboxMail>()
                join t in visible on m.TicketId equals t.Id into known
                from t in known.DefaultIfEmpty()
                where (m.State == "dead" || m.State == "waiting" || m.State == "sending") && (m.TicketId == null || t != null)
                    && (sees || !safety.Contains(m.Kind)) // D34: that somebody was paged says enough
                orderby m.State == "dead" descending, m.CreatedAt descending
                select new Row(m.Id, m.Kind, m.State, t != null ? t.Number : null, t != null ? m.Subject : null, m.CreatedAt, m.SendAfter, m.Attempts, m.LastError))
                .Take(Most).ToListAsync(cancellationToken);
            return new Page(rows, way.Transport is not null);
        }
    }
}
