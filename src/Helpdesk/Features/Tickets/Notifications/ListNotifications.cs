using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>What somebody was told, newest first; of tickets that they may still meet (D34).</summary>
public static class ListNotifications
{
    public const int Most = 100;

    [Requires(Permission.ReadTickets)]
    public sealed record Query : IQuery<IReadOnlyList<Row>>;

    /// <param name="Planned">When the time was up; null for what people did.</param>
    public sealed record Row(string Number, int Version, string Subject, string Icon, string Words, DateTimeOffset At, bool Read);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query query, CancellationToken cancellationToken)
        {
            var (now, me) = (time.Instant(), caller.PersonId);
            var found = await (
                from n in db.Set<Notification>()
                join t in tickets.VisibleTo(caller.Viewer, now) on n.TicketId equals t.Id
                join e in db.Set<EventRow>() on new { n.TicketId, n.Version } equals new { e.TicketId, e.Version }
                where n.PersonId == me && n.At <= now
                orderby n.At descending, n.TicketId, n.Version descending
                select new { t.Number, n.Version, t.Subject, e.Data, EventAt = e.At, Read = n.ReadAt != null }).Take(Most).ToListAsync(cancellationToken);
            return [.. found.Select(f => Shown(f.Number, f.Version, f.Subject, EventJson.Read(f.Data), f.EventAt, f.Read))];
        }

        private static Row Shown(string number, int version, string subject, TicketEvent change, DateTimeOffset recorded, bool read)
        {
            var (icon, words) = AlertWords.Of(change);
            return new Row(number, version, PersonalData.Mask(subject), icon, words, AlertWords.Planned(change, recorded), read);
        }
    }
}
