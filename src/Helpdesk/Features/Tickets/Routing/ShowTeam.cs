using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A team's people for who leads it: hours, absences, what they can take and how much they have.</summary>
public static class ShowTeam
{
    [Requires(Permission.AssignOthers)]
    public sealed record Query(Team Team) : IQuery<View>;

    /// <param name="HasShifts">Without any, tickets of the team wait in its queue and nobody is chosen by itself.</param>
    public sealed record View(Team Team, bool HasShifts, IReadOnlyList<OnePerson> People);

    /// <param name="Open">Tickets new or open, of those that the viewer may meet.</param>
    /// <param name="Works">False: no ticket can be given to this person, whatever their hours.</param>
    public sealed record OnePerson(
        Guid Id, string Name, bool Works, int Open, int Cap, IReadOnlyList<string> Skills, IReadOnlyList<string> Languages, ShiftKind? OnShift, bool Away,
        IReadOnlyList<Shift> Shifts, IReadOnlyList<Absence> Absences);

    internal sealed class Handler(HelpdeskDb db, Duties duties, OwnTeam team, People people, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            team.Check(query.Team);
            var now = time.Instant();
            var members = await people.Of(query.Team, cancellationToken);
            Guid[] ids = [.. members.Select(p => p.Id)];
            var shifts = (await duties.Shifts(cancellationToken)).Where(s => s.Team == query.Team).ToLookup(s => s.PersonId);
            var absences = (await db.Set<Absence>().AsNoTracking().Where(a => ids.Contains(a.PersonId) && (a.Until == null || a.Until > now))
                .OrderBy(a => a.Since).ToListAsync(cancellationToken)).ToLookup(a => a.PersonId);
            var rows = await db.Set<Duty>().AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, cancellationToken);
            var loads = await duties.Loads(ids, now, cancellationToken);
            return new View(query.Team, shifts.Count > 0, [.. members.Select(p => One(p, rows.GetValueOrDefault(p.Id), loads.GetValueOrDefault(p.Id), [.. shifts[p.Id]], [.. absences[p.Id]], now))]);
        }

        private static OnePerson One(Colleague who, Duty? duty, int open, IReadOnlyList<Shift> shifts, IReadOnlyList<Absence> absences, DateTimeOffset now) => new(
            who.Id, who.Name, who.Permissions.Contains(Permission.WorkTickets), open, duty?.Cap ?? Assignment.DefaultCap, duty?.Skills ?? [], duty?.Languages ?? [],
            WeeklyShift.KindAt(shifts.Select(s => s.Weekly), now), absences.Any(a => a.Since <= now), shifts, absences);
    }
}
