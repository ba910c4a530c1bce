using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Who a ticket can be given to (D16): people who work on tickets; for a restricted one only those who may meet it (D34).</summary>
public static class WhoCanTake
{
    [Requires(Permission.WorkTickets)]
    public sealed record Query(string Number) : IQuery<Choice>;

    public sealed record Choice(int Version, IReadOnlyList<Candidate> People);

    public sealed record Candidate(Guid Id, string Name, IReadOnlyList<Team> Teams, int Open);

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Query, Choice>
    {
        public async Task<Choice> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.Number == query.Number.ToUpper())
                .Select(t => new { t.Id, t.Version, t.Restricted, t.Team }).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var people = await db.Users.Where(p => p.Active).OrderBy(p => p.Name).Select(p => new
            {
                p.Id,
                p.Name,
                Roles = db.UserRoles.Where(r => r.UserId == p.Id).Join(db.Roles, r => r.RoleId, r => r.Id, (_, r) => r.Name!).ToList(),
                Teams = db.Set<Access.TeamMember>().Where(m => m.PersonId == p.Id).Select(m => m.Team).ToList(),
                // A load counts what everybody may know: restricted work is left out (D34).
                Open = db.Set<Ticket>().Count(t => t.AssigneeId == p.Id && !t.Restricted && (t.State == TicketState.New || t.State == TicketState.Open)),
                Named = db.Set<Safety.RestrictedAccess>().Any(a => a.TicketId == ticket.Id && a.PersonId == p.Id && a.Until > now),
            }).ToListAsync(cancellationToken);
            return new Choice(ticket.Version, [.. people
                .Where(p => May(p.Roles, Permission.WorkTickets) && (!ticket.Restricted || p.Named || May(p.Roles, Permission.ReadRestricted)))
                .OrderByDescending(p => p.Teams.Contains(ticket.Team)).ThenBy(p => p.Open).ThenBy(p => p.Name, StringComparer.Ordinal)
                .Select(p => new Candidate(p.Id, p.Name, p.Teams, p.Open))]);
        }

        private bool May(IEnumerable<string> roles, Permission permission) => policies.Known.Roles
            .Of(roles.Select(r => Words.TryParse(r, out Role role) ? role : (Role?)null).OfType<Role>()).Contains(permission);
    }
}
