using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>What the form of an escalation begins with (D17): where it goes, what counts there, and what the ticket knows already.</summary>
public static class PrepareEscalation
{
    [Requires(Permission.WorkTickets)]
    public sealed record Query(string Number) : IQuery<View>;

    /// <param name="To">Null on the top level, and of a ticket at rest: then there is nothing to fill in.</param>
    /// <param name="Specialists">The routes that it may take instead (D13), likely ones first; empty where none is open to it.</param>
    /// <param name="Unmanned">Teams of these routes in which nobody is yet.</param>
    /// <param name="MayHandBack">The viewer works in the team that has it, above the first level.</param>
    public sealed record View(
        string Number, int Version, Team From, int Level, Team? To, bool MayHandBack,
        IReadOnlyList<EscalationCriterion> Criteria, IReadOnlyList<SpecialistRoute> Specialists, IReadOnlyList<Team> Unmanned, IReadOnlyList<HandOverItem> Checklist, IReadOnlyDictionary<string, string> Known)
    {
        /// <summary>There is somewhere to go.</summary>
        public bool Goes => To is not null || Specialists.Count > 0;
    }

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, People people, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var ticket = await tickets.VisibleTo(caller.Viewer, time.Instant()).AsNoTracking()
                .SingleOrDefaultAsync(t => t.Number == query.Number.ToUpper(), cancellationToken) ?? throw new NotFound();
            var set = await policies.Current(cancellationToken);
            var path = set.Routing.Path(ticket.Category);
            var up = ticket.Active && ticket.Level < path.Top;
            var specialists = set.Specialists.For(ticket);
            return new View(
                ticket.Number, ticket.Version, ticket.Team, ticket.Level, up ? path.TeamAt(ticket.Level + 1) : null,
                ticket.Active && ticket.Level > 1 && caller.Viewer.Teams.Contains(ticket.Team),
                up ? set.Escalation.For(ticket.Category, ticket.Level) : [], specialists, await Unmanned(specialists, cancellationToken), set.Escalation.Checklist, up || specialists.Count > 0 ? HandOver.Known(await Facts(ticket, cancellationToken)) : new Dictionary<string, string>());
        }

        private async Task<IReadOnlyList<Team>> Unmanned(IEnumerable<SpecialistRoute> routes, CancellationToken cancel)
        {
            var empty = new List<Team>();
            foreach (var team in routes.Select(r => r.To).Distinct()) if ((await people.Of(team, cancel)).Count == 0) empty.Add(team);
            return empty;
        }

        private async Task<HandOverFacts> Facts(Ticket ticket, CancellationToken cancel)
        {
            var said = await db.Set<Message>().AsNoTracking().Where(m => m.TicketId == ticket.Id).OrderBy(m => m.At).ThenBy(m => m.Id)
                .Select(m => new { m.Direction, Text = m.Direction == "in" ? m.Text : "" }).ToListAsync(cancel);
            var files = await db.Set<Attachment>().AsNoTracking().Where(a => a.TicketId == ticket.Id).OrderBy(a => a.Id).Select(a => a.FileName).ToListAsync(cancel);
            return new HandOverFacts(
                ticket.Plan, ticket.Channel, ticket.Priority, ticket.Impact, ticket.Signals, [.. said.Where(m => m.Direction == "in").Select(m => m.Text)], files,
                said.Count(m => m.Direction == "out"), said.Count(m => m.Direction == "note"), said.Count(m => m.Direction == "call"));
        }
    }
}
