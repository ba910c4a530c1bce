using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>What a change of the policies would do to the clocks that run (D25), of the tickets that its viewer may see. Nothing is saved.</summary>
public static class PreviewSlaPolicies
{
    /// <summary>So many tickets are looked at, nearest promise first; more would keep the page waiting.</summary>
    public const int MostLooked = 5_000;
    private const int MostShown = 20;

    [Requires(Permission.EditPolicies)]
    public sealed record Query(SlaChange Change) : IQuery<Effect>;

    /// <param name="Tickets">Open ones that were looked at.</param>
    /// <param name="Over">Clocks that the change puts into the past: recorded as missed by reclassification, and counted apart.</param>
    /// <param name="Gone">Clocks whose target goes.</param>
    /// <param name="Shown">Those nearest to their new due time.</param>
    public sealed record Effect(IReadOnlyList<string> Changes, int Tickets, int Earlier, int Later, int Begun, int Gone, int Over, IReadOnlyList<Moved> Shown)
    {
        public bool Moves => Earlier + Later + Begun + Gone > 0;
    }

    public sealed record Moved(string Number, Target Target, DateTimeOffset? Old, DateTimeOffset? New, bool Over);

    internal sealed class Handler(SlaPolicyVersions versions, Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Query, Effect>
    {
        public async Task<Effect> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, next, changes) = SlaPolicyVersions.With(await versions.Newest(cancellationToken), query.Change);
            var open = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking().Where(t => t.State != TicketState.Resolved && t.State != TicketState.Closed)
                .OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue).ThenBy(t => t.Id).Take(MostLooked).Include(t => t.Clocks).Include(t => t.Pauses).AsSplitQuery().ToListAsync(cancellationToken);
            var moved = open.SelectMany(t => Moves(t, next, now)).ToList();
            return new Effect(
                changes, open.Count,
                moved.Count(m => m.New < m.Old), moved.Count(m => m.New > m.Old), moved.Count(m => m.Old is null), moved.Count(m => m.New is null), moved.Count(m => m.Over),
                [.. moved.OrderByDescending(m => m.Over).ThenBy(m => m.New ?? DateTimeOffset.MaxValue).Take(MostShown)]);
        }

        /// <summary>What stands still has no due time to be moved before or after.</summary>
        private static IEnumerable<Moved> Moves(Ticket ticket, SlaPolicies next, DateTimeOffset now) => Clockwork.Anew(ticket, next).Recomputed(facts => facts, next, now).Recomputations
            .Where(r => r.Old?.State is null or ClockState.Running && r.Old?.Due != r.New?.Due)
            .Select(r => new Moved(ticket.Number, r.Target, r.Old?.Due, r.New?.Due, r.New is { State: ClockState.Missed, MissedByReclassification: true }));
    }
}
