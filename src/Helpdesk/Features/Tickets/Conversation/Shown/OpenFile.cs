using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A file of a message, for whoever may meet its ticket: staff through the predicate, a customer by the ticket's link as long as the
/// ticket is not restricted. Unknown, forbidden and restricted look alike (D34).
/// </summary>
public static class OpenFile
{
    /// <param name="For">The person of a signed address.</param>
    /// <param name="TicketToken">A customer's link (D29).</param>
    [Requires(Permission.Public, Permission.ReadTickets)]
    public sealed record Query(string Token, Guid? For = null, string? TicketToken = null) : IQuery<Opened>;

    public sealed record Opened(string FileName, byte[] Content);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, People people, AccessLog log, Caller caller, TimeProvider time) : IRequestHandler<Query, Opened>
    {
        public async Task<Opened> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            if (await Staff(query, cancellationToken) is { } viewer && await ForStaff(query.Token, viewer, now, cancellationToken) is { } staff) return staff;
            return await ForCustomer(query, now, cancellationToken) ?? throw new NotFound();
        }

        private async Task<Viewer?> Staff(Query query, CancellationToken cancel)
        {
            if (query.For is not { } person) return caller.Viewer.May(Permission.ReadTickets) ? caller.Viewer : null;
            return await people.Find(person, cancel) is { } found && found.Permissions.Contains(Permission.ReadTickets)
                ? new Viewer(ActorKind.Person, found.Id, found.Name, found.Permissions, found.Teams)
                : null;
        }

        private async Task<Opened?> ForStaff(string token, Viewer viewer, DateTimeOffset now, CancellationToken cancel)
        {
            var found = await (
                from t in tickets.VisibleTo(viewer, now)
                join a in db.Set<Attachment>() on t.Id equals a.TicketId
                where a.Token == token
                select new { t.Id, t.Restricted, a.FileName, a.Content }).AsNoTracking().SingleOrDefaultAsync(cancel);
            if (found is null) return null;
            if (found.Restricted) await log.Write(viewer, found.Id, "file", now, cancel);
            return new Opened(found.FileName, found.Content);
        }

        /// <summary>Their own messages and our replies; not what a stranger sent to the ticket, nor notes.</summary>
        private async Task<Opened?> ForCustomer(Query query, DateTimeOffset now, CancellationToken cancel)
        {
            if (string.IsNullOrEmpty(query.TicketToken)) return null;
            var found = await (
                from t in tickets.VisibleTo(Viewer.Customer, now)
                join a in db.Set<Attachment>() on t.Id equals a.TicketId
                join m in db.Set<Message>() on a.MessageId equals m.Id
                where a.Token == query.Token && t.Token == query.TicketToken && !t.Restricted
                    && ((m.Direction == "in" && !m.NewSender) || (m.Direction == "out" && m.Delivery != "waiting" && m.Delivery != "undone"))
                select new { a.FileName, a.Content }).AsNoTracking().SingleOrDefaultAsync(cancel);
            return found is null ? null : new Opened(found.FileName, found.Content);
        }
    }
}
