using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Fires what falls due on the clocks (D26, D27): warnings, breaches, escalations. The due work is the clock's own row with its next
/// time; a round takes the tickets that are due, each under its lock, and records, queues the alert and moves the row on in one
/// transaction. The cost of a round depends on what is due, not on what is open. A unique index of the log refuses a second time.
/// </summary>
internal sealed class ThresholdWork(HelpdeskDb db, Tickets tickets, Thresholds thresholds, Clockwork clockwork, Policies policies, AfterCommit after, ILogger<ThresholdWork> log) : IDueWork
{
    /// <summary>Large enough that a round is worth its round trips, small enough that no ticket is locked for long.</summary>
    private const int Batch = 25;

    /// <summary>A ticket that cannot be dealt with stands in nobody's way.</summary>
    private static readonly TimeSpan Later = TimeSpan.FromMinutes(1);

    /// <summary>A reply that the outbox has not let go by then is not coming at once.</summary>
    private static readonly TimeSpan Leaving = TimeSpan.FromMinutes(1);

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        Guid[] taken = [];
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            taken = await Take(now, cancel);
            if (taken.Length == 0) return false;
            await Pass(taken, now, cancel);
            await transaction.CommitAsync(cancel);
            after.Run();
        }
        catch (Exception problem) when (problem is not OperationCanceledException && taken.Length > 0)
        {
            foreach (var ticket in taken) await Alone(ticket, now, cancel);
        }

        return true;
    }

    /// <summary>Locks the tickets, oldest due first; those that somebody else holds are theirs, or the next round's.</summary>
    private async Task<Guid[]> Take(DateTimeOffset now, CancellationToken cancel) => [.. (await db.Database.SqlQuery<Guid>($"""
        select t.id as "Value" from clock c join ticket t on t.id = c.ticket_id
        where c.next_at <= {now} order by c.next_at limit {Batch} for update of t skip locked
        """).ToListAsync(cancel)).Distinct()];

    private async Task Pass(Guid[] ids, DateTimeOffset now, CancellationToken cancel)
    {
        var set = await policies.Current(cancel);
        var due = await tickets.Locked(ids, cancel);
        var clicked = await Leave(due, now, cancel);
        // D25: not by policies of yesterday. What another node has set by newer ones than are known here waits until they are.
        if (due.Any(t => t.SlaVersion > set.Sla.Version)) policies.ReadAgain();
        foreach (var ticket in due.Where(t => t.SlaVersion <= set.Sla.Version))
        {
            clockwork.Renew(ticket, set, now);
            thresholds.Pass(ticket, set, now, clicked.TryGetValue(ticket.Id, out var at) ? at : null);
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>D24: a reply counts from its click, so a breach waits the seconds until it leaves or is taken back.</summary>
    private async Task<Dictionary<Guid, DateTimeOffset>> Leave(IReadOnlyList<Ticket> due, DateTimeOffset now, CancellationToken cancel)
    {
        Guid[] breaching = [.. due.Where(t => t.Clocks.Any(c => c is { State: ClockState.Running, Target: Target.FirstResponse or Target.Acknowledgment } && c.Due <= now)).Select(t => t.Id)];
        if (breaching.Length == 0) return [];
        var since = now - Leaving;
        return await db.Set<OutboxMail>().Where(m => m.Kind == "reply" && m.State == "waiting" && m.SendAfter > since && m.TicketId != null && breaching.Contains(m.TicketId.Value))
            .GroupBy(m => m.TicketId!.Value).Select(g => new { g.Key, At = g.Min(m => m.CreatedAt) }).ToDictionaryAsync(g => g.Key, g => g.At, cancel);
    }

    /// <summary>After a round that failed: the ticket by itself, and put off if it was the one.</summary>
    private async Task Alone(Guid ticket, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        after.Forget();
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            if (await tickets.Lock(ticket, cancel)) await Pass([ticket], now, cancel);
            await transaction.CommitAsync(cancel);
            after.Run();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogError("The clocks of ticket {TicketId} failed with {Problem:l}; they are tried again", ticket, problem.GetType().Name);
            db.ChangeTracker.Clear();
            after.Forget();
            await db.Set<Clock>().Where(c => c.TicketId == ticket && c.NextAt <= now).ExecuteUpdateAsync(set => set.SetProperty(c => c.NextAt, now + Later), cancel);
        }
    }
}
