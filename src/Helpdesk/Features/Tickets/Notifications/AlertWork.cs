using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Live;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Tells people of what has happened on the clocks: takes queued alerts and writes a notification for each person, in the transaction
/// that takes them away. Who may not meet the ticket at that moment is not told (D34).
/// </summary>
internal sealed class AlertWork(HelpdeskDb db, Tickets tickets, Recipients recipients, Duties duties, LiveTail live, WakeUp bell, AfterCommit after) : IDueWork
{
    private const int Batch = 50;

    /// <summary>What is older is shown, but no mail is written of it: after an outage nobody's mailbox is filled with what is past.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var alerts = await db.Set<Alert>().FromSql($"select * from alert order by at, ticket_id, version limit {Batch} for update skip locked").ToListAsync(cancel);
        if (alerts.Count == 0) return false;
        foreach (var ticket in alerts.GroupBy(a => a.TicketId)) await Tell(ticket.Key, [.. ticket.Select(a => a.Version)], now, cancel);
        db.RemoveRange(alerts);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        after.Run();
        return true;
    }

    private async Task Tell(Guid id, int[] versions, DateTimeOffset now, CancellationToken cancel)
    {
        var ticket = await tickets.VisibleTo(Domain.Access.Viewer.System, now).AsNoTracking().SingleAsync(t => t.Id == id, cancel);
        var events = await db.Set<EventRow>().AsNoTracking().Where(e => e.TicketId == id && versions.Contains(e.Version)).OrderBy(e => e.Version).ToListAsync(cancel);
        foreach (var row in events)
        {
            var change = EventJson.Read(row.Data);
            foreach (var person in await recipients.Of(ticket, change, row.ActorId, now, cancel))
            {
                var at = AlertWords.FollowsShift(ticket) ? await duties.NextHere(person, now, cancel) : now;
                db.Add(new Notification
                {
                    PersonId = person, TicketId = id, Version = row.Version, At = at ?? now,
                    MailAt = AlertWords.IsMailed(change) && AlertWords.Planned(change, row.At) > now - Fresh ? at : null,
                });
                after.Do(bell.Ring);
            }
        }

        // The bell of those who may meet the ticket counts again.
        after.Do(() => live.Changed(ticket.Id, ticket.Number, ticket.Version, ticket.Restricted, shut: false));
    }
}
