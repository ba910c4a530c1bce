using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Offers what waits in the queues of teams that have shifts (D16). It looks at what is, not at what happened: a shift that begins, an
/// absence that ends, a place that becomes free and a ticket that arrives are all found within a second, and none can be missed. A team
/// without a shift is left alone.
/// </summary>
internal sealed class OfferWork(HelpdeskDb db, Tickets tickets, Duties duties, Policies policies, Dispatch dispatch, AfterCommit after) : IDueWork
{
    /// <summary>One node at a time offers, so that nobody gets more than they can hold.</summary>
    private const long OneAtATime = 0x0FFE4;

    /// <summary>Tickets of a queue looked at in a round, due first.</summary>
    private const int Looked = 100;

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        var running = (await duties.Shifts(cancel)).Where(s => s.Weekly.Covers(now)).ToLookup(s => s.Team);
        if (running.Count == 0) return false;
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (!await db.Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock({OneAtATime}) as \"Value\"").SingleAsync(cancel)) return false;
        foreach (var team in running.OrderBy(t => t.Key))
        {
            if (await Next(team.Key, [.. team], now, cancel) is not { } given) continue;
            await dispatch.Send(given, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            after.Run();
            return true;
        }

        return false;
    }

    /// <summary>The first ticket of the queue that somebody can take, and who.</summary>
    private async Task<OfferTicket.Command?> Next(Team team, IReadOnlyCollection<Shift> shifts, DateTimeOffset now, CancellationToken cancel)
    {
        var standard = (await policies.Current(cancel)).Sla.Business.IsOpen(now);
        var candidates = await duties.Candidates(team, shifts, now, cancel);
        if (!Assignment.AnyFree(candidates.Select(c => c.Member), standard)) return null;
        var insiders = candidates.Any(c => c.Who.Permissions.Contains(Permission.ReadRestricted));
        foreach (var ticket in await Queue(team, standard, insiders, now).ToListAsync(cancel))
        {
            var choice = Assignment.Choose(await For(ticket, candidates, now, cancel), Offer.Of(ticket), standard);
            if (choice.To is { } person) return new OfferTicket.Command(ticket.Id, person, choice.Reason);
        }

        return null;
    }

    private IQueryable<Ticket> Queue(Team team, bool standard, bool insiders, DateTimeOffset now)
    {
        var queue = tickets.VisibleTo(Viewer.System, now).AsNoTracking()
            .Where(t => t.Team == team && t.AssigneeId == null && !t.NeedsTriage && (t.State == TicketState.New || t.State == TicketState.Open));
        // D12a: outside Standard hours only these are offered.
        if (!standard) queue = queue.Where(t => t.Plan == Plan.Professional || t.Plan == Plan.Enterprise || t.Category == Category.Safety);
        if (!insiders) queue = queue.Where(t => !t.Restricted);
        return queue.OrderBy(t => t.DueAt ?? DateTimeOffset.MaxValue)
            .ThenByDescending(t => t.Plan == Plan.Professional || t.Plan == Plan.Enterprise).ThenBy(t => t.Id).Take(Looked);
    }

    /// <summary>Who may take this very ticket: it is not given back to who returned it, and a restricted one only to who may meet it (D34).</summary>
    private async Task<List<Member>> For(Ticket ticket, IReadOnlyList<Duties.Candidate> candidates, DateTimeOffset now, CancellationToken cancel)
    {
        var returned = await tickets.ReturnedBy(ticket.Id, cancel);
        var members = new List<Member>();
        foreach (var (who, member) in candidates.Where(c => c.Who.Id != returned))
        {
            members.Add(ticket.Restricted ? member with { MayMeet = await tickets.MayMeet(ticket, who, now, cancel) } : member);
        }

        return members;
    }
}
