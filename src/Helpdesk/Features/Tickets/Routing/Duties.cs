using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The door to shifts, absences and what people can take (D16).</summary>
public sealed class Duties(HelpdeskDb db, Tickets tickets, People people, Caller caller)
{
    /// <summary>One of the team, with the row of the people's module beside it.</summary>
    public sealed record Candidate(Colleague Who, Member Member);

    public Task<List<Shift>> Shifts(CancellationToken cancel) => db.Set<Shift>().AsNoTracking().OrderBy(s => s.Team).ThenBy(s => s.Begins).ToListAsync(cancel);

    public Task<bool> IsAbsent(Guid person, DateTimeOffset now, CancellationToken cancel) => Current(now).AnyAsync(a => a.PersonId == person, cancel);

    /// <summary>Everybody of the team who works on tickets, as they stand at this instant.</summary>
    /// <param name="shifts">Those of the team.</param>
    public async Task<IReadOnlyList<Candidate>> Candidates(Team team, IReadOnlyCollection<Shift> shifts, DateTimeOffset now, CancellationToken cancel)
    {
        var working = (await people.Of(team, cancel)).Where(p => p.Permissions.Contains(Permission.WorkTickets)).ToList();
        Guid[] ids = [.. working.Select(p => p.Id)];
        var duties = await db.Set<Duty>().AsNoTracking().Where(d => ids.Contains(d.PersonId)).ToDictionaryAsync(d => d.PersonId, cancel);
        var absent = await Current(now).Where(a => ids.Contains(a.PersonId)).Select(a => a.PersonId).ToListAsync(cancel);
        var loads = await Loads(ids, now, cancel);
        var last = await LastOnes(ids, cancel);
        return [.. working.Select(p => new Candidate(p, new Member(
            p.Id,
            duties.TryGetValue(p.Id, out var duty) ? [.. duty.Skills, .. duty.Languages] : new HashSet<string>(),
            loads.GetValueOrDefault(p.Id),
            duty?.Cap ?? Assignment.DefaultCap,
            WeeklyShift.KindAt(shifts.Where(s => s.PersonId == p.Id).Select(s => s.Weekly), now),
            !absent.Contains(p.Id),
            last.TryGetValue(p.Id, out var at) ? at : null)))];
    }

    /// <summary>Tickets new or open by assignee, as far as the caller may know of them.</summary>
    public async Task<Dictionary<Guid, int>> Loads(IReadOnlyCollection<Guid> ids, DateTimeOffset now, CancellationToken cancel) =>
        await tickets.VisibleTo(caller.Viewer, now)
            .Where(t => t.AssigneeId != null && ids.Contains(t.AssigneeId.Value) && (t.State == TicketState.New || t.State == TicketState.Open))
            .GroupBy(t => t.AssigneeId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);

    /// <summary>When somebody is here next: now for who has no shifts; null while they are away and nobody knows for how long.</summary>
    public async Task<DateTimeOffset?> NextHere(Guid person, DateTimeOffset now, CancellationToken cancel)
    {
        var away = await Current(now).Where(a => a.PersonId == person).Select(a => new { a.Until }).ToListAsync(cancel);
        if (away.Any(a => a.Until is null)) return null;
        var from = away.Select(a => a.Until!.Value).Append(now).Max();
        var shifts = await db.Set<Shift>().AsNoTracking().Where(s => s.PersonId == person).ToListAsync(cancel);
        return shifts.Count == 0 ? from : WeeklyShift.NextCovered([.. shifts.Select(s => s.Weekly)], from);
    }

    /// <summary>How many people are on shift and present in each hour to come, in the middle of it; null where no shift is set at all.</summary>
    /// <param name="teams">Empty means all.</param>
    public async Task<int[]?> OnShift(IReadOnlyList<Team> teams, DateTimeOffset now, int hours, CancellationToken cancel)
    {
        var shifts = (await Shifts(cancel)).Where(s => teams.Count == 0 || teams.Contains(s.Team)).ToList();
        if (shifts.Count == 0) return null;
        var end = now.AddHours(hours);
        var away = await db.Set<Absence>().AsNoTracking().Where(a => a.Since < end && (a.Until == null || a.Until > now)).ToListAsync(cancel);
        return [.. Enumerable.Range(0, hours).Select(h => now.AddMinutes(60 * h + 30)).Select(at => shifts
            .Where(s => s.Weekly.Covers(at) && !away.Any(a => a.PersonId == s.PersonId && a.Since <= at && !(a.Until <= at))).Select(s => s.PersonId).Distinct().Count())];
    }

    private IQueryable<Absence> Current(DateTimeOffset now) => db.Set<Absence>().Where(a => a.Since <= now && (a.Until == null || a.Until > now));

    private async Task<Dictionary<Guid, DateTimeOffset>> LastOnes(Guid[] ids, CancellationToken cancel)
    {
        var names = ids.Select(id => id.ToString()).ToArray();
        var found = await db.Database.SqlQuery<LastOne>($"""
            select p.id::uuid as "Person", e.at as "At" from unnest({names}) p (id)
            cross join lateral (select at from ticket_event where type = 'assigned' and data->>'to' = p.id order by at desc limit 1) e
            """).ToListAsync(cancel);
        return found.ToDictionary(l => l.Person, l => l.At);
    }

    private sealed record LastOne(Guid Person, DateTimeOffset At);
}
