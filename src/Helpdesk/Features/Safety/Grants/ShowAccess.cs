using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Who may meet a restricted ticket and who has met it, by which door (D34).</summary>
public static class ShowAccess
{
    private const int Most = 500;

    [Requires(Permission.ReadRestricted)]
    public sealed record Query(string Number) : IQuery<View>;

    /// <param name="Candidates">Who could be named: people who read tickets and may not meet this one.</param>
    public sealed record View(string Number, bool Restricted, IReadOnlyList<Grant> Grants, IReadOnlyList<Seen> Log, IReadOnlyList<PersonCard> Candidates, DateTimeOffset Now);

    public sealed record Grant(Guid Person, string Name, string Capacity, DateTimeOffset Until, string GrantedBy, string Reason);

    public sealed record Seen(DateTimeOffset At, string Who, string Door);

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, StaffDirectory directory, Policies policies, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.Number == query.Number.ToUpper())
                .Select(t => new { t.Id, t.Number, t.Restricted }).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (ticket.Restricted) await accessLog.Write(ticket.Id, "access", now, cancellationToken);
            var grants = await db.Set<RestrictedAccess>().AsNoTracking().Where(a => a.TicketId == ticket.Id).OrderByDescending(a => a.Until).ToListAsync(cancellationToken);
            var log = await db.Set<AccessLogRow>().AsNoTracking().Where(l => l.TicketId == ticket.Id).OrderByDescending(l => l.At).Take(Most)
                .Select(l => new { l.At, l.PersonId, l.Actor, l.Door }).ToListAsync(cancellationToken);
            var staff = await directory.All(cancellationToken);
            var names = staff.ToDictionary(p => p.Id, p => p.Name);
            return new View(
                ticket.Number, ticket.Restricted,
                [.. grants.Select(g => new Grant(g.PersonId, Name(g.PersonId), g.Capacity, g.Until, Name(g.GrantedBy), g.Reason))],
                [.. log.Select(l => new Seen(l.At, l.PersonId is { } id ? Name(id) : l.Actor, l.Door))],
                [.. staff.Where(p => p.Active && Could(p))], now);

            string Name(Guid id) => names.GetValueOrDefault(id, "Somebody");

            bool Could(PersonCard person)
            {
                var permissions = policies.Known.Roles.Of(person.Roles);
                return permissions.Contains(Permission.ReadTickets) && !permissions.Contains(Permission.ReadRestricted);
            }
        }
    }
}
