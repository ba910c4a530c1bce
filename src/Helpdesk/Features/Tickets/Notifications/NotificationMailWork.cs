using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Writes the mail of a notification when its time has come: the person's shift has begun, they may meet the ticket now (D34), and it
/// is not yet over. A number, a sentence and a link; it belongs to no thread, so that no answer lands on the ticket.
/// </summary>
internal sealed class NotificationMailWork(HelpdeskDb db, Tickets tickets, People people, Addressing addressing, Settings settings, AfterCommit after, WakeUp bell) : IDueWork
{
    public const string Kind = "alert";

    /// <summary>Of what only Safety and Legal meet; see <see cref="Safety.SafetyMail.Kinds"/>.</summary>
    public const string HiddenKind = "safety_alert";
    private const int Batch = 20;

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var due = await db.Set<Notification>().FromSql($"select * from notification where mail_at <= {now} order by mail_at limit {Batch} for update skip locked").ToListAsync(cancel);
        if (due.Count == 0) return false;
        foreach (var notification in due)
        {
            notification.MailAt = null;
            await Write(notification, now, cancel);
        }

        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        after.Run();
        return true;
    }

    private async Task Write(Notification told, DateTimeOffset now, CancellationToken cancel)
    {
        if (told.ReadAt is not null || await people.Find(told.PersonId, cancel) is not { } who) return;
        var viewer = new Viewer(ActorKind.Person, who.Id, who.Name, who.Permissions, who.Teams);
        var ticket = await tickets.VisibleTo(viewer, now).AsNoTracking().Include(t => t.Clocks).SingleOrDefaultAsync(t => t.Id == told.TicketId, cancel);
        if (ticket is null) return;
        var data = await db.Set<EventRow>().Where(e => e.TicketId == told.TicketId && e.Version == told.Version).Select(e => e.Data).SingleAsync(cancel);
        var change = EventJson.Read(data);
        // A warning that waited for the shift while a colleague answered is none any more.
        if (change is Warned warned && ticket.ClockOf(warned.Target) is not { State: ClockState.Running }) return;

        var words = AlertWords.Of(change).Words;
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now), PersonId = who.Id, Kind = ticket.Restricted || ticket.Category == Category.Safety ? HiddenKind : Kind,
            To = await people.AddressOf(who.Id, cancel), Subject = $"#{ticket.Number}: {words.TrimEnd('.')}",
            Text = $"#{ticket.Number}: {words}\n{settings.Url}/tickets/{ticket.Number}\n", InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        });
        after.Do(bell.Ring);
    }
}
