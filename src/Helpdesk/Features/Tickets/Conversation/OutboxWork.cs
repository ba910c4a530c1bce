using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Sends what waits in the outbox. First a transaction lets the mail leave (state and clocks of its ticket with it), then the call,
/// then a transaction keeps the answer. Killed in between, the mail goes again with the same Message-ID (D26). Without a transport
/// mail stays, visible.
/// </summary>
internal sealed class OutboxWork(
    HelpdeskDb db, ReleaseMail release, AfterCommit after, Envelopes envelopes, MailWay way, IEnumerable<IOtherWay> others, TimeProvider time, ILogger<OutboxWork> log) : IDueWork
{
    /// <summary>How long a node may take for a call before another tries.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        var other = others.Select(o => o.Kind).ToList();
        var next = await db.Set<OutboxMail>().Where(m => way.Transport != null || other.Contains(m.Kind)).Where(m => (m.State == "waiting" || m.State == "sending") && m.SendAfter <= now)
            .OrderBy(m => m.SendAfter).Select(m => new { m.Id, m.TicketId }).FirstOrDefaultAsync(cancel);
        if (next is null) return false;
        if (await Leave(next.Id, next.TicketId, now, cancel) is not { } mail) return true;

        await Keep(mail.Id, await Send(mail, cancel), time.Instant(), cancel);
        return true;
    }

    private async Task<SendOutcome> Send(OutboxMail mail, CancellationToken cancel)
    {
        if (others.FirstOrDefault(o => o.Kind == mail.Kind) is { } other) return await other.Send(mail, cancel);
        var outgoing = envelopes.For(mail);
        return outgoing.Fault() is { } fault ? new SendOutcome.Refused(fault, Permanent: true) : await way.Transport!.Send(outgoing, cancel);
    }

    /// <summary>Null when another node was quicker or the mail was undone.</summary>
    private async Task<OutboxMail?> Leave(Guid id, Guid? ticket, DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        // The ticket is locked before the mail, as everywhere: two orders would be a deadlock.
        if (ticket is { } locked) await db.Database.ExecuteSqlAsync($"select 1 from ticket where id = {locked} for update", cancel);
        var mail = await db.Set<OutboxMail>().FromSql($"select * from outbox_mail where id = {id} for update").SingleAsync(cancel);
        if (mail.State is not ("waiting" or "sending") || mail.SendAfter > now) return null;
        if (mail.State == "waiting" && mail.Kind == "reply") await release.Left(mail, now, cancel);
        mail.State = "sending";
        mail.Attempts++;
        mail.SendAfter = now + Lease;
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        after.Run();
        return mail;
    }

    private async Task Keep(Guid id, SendOutcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var ticket = await db.Set<OutboxMail>().Where(m => m.Id == id).Select(m => m.TicketId).SingleAsync(cancel);
        if (ticket is { } locked) await db.Database.ExecuteSqlAsync($"select 1 from ticket where id = {locked} for update", cancel);
        var mail = await db.Set<OutboxMail>().FromSql($"select * from outbox_mail where id = {id} for update").SingleAsync(cancel);
        // An event of the provider may have been quicker than its answer.
        if (mail.State == "sending") await Keep(mail, outcome, now, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        after.Run();
    }

    private async Task Keep(OutboxMail mail, SendOutcome outcome, DateTimeOffset now, CancellationToken cancel)
    {
        switch (outcome)
        {
            case SendOutcome.Accepted accepted:
                (mail.State, mail.ProviderId, mail.SentAt, mail.LastError) = ("sent", accepted.ProviderId, now, null);
                await db.Set<Message>().Where(m => m.Id == mail.MessageId && m.Delivery == "sending").ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, "sent"), cancel);
                break;
            case SendOutcome.Retry retry when mail.Attempts < Backoff.LastAttempt:
                var wait = now + Backoff.After(mail.Attempts);
                (mail.SendAfter, mail.LastError) = (retry.NotBefore > wait ? retry.NotBefore.Value : wait, retry.Reason);
                break;
            case SendOutcome.Refused { Permanent: false } refused:
                // The settings are refused: once they are mended it goes by itself.
                (mail.SendAfter, mail.LastError) = (now + TimeSpan.FromMinutes(5), refused.Reason);
                break;
            default:
                var reason = outcome is SendOutcome.Refused dead ? dead.Reason : "gave up after the last attempt";
                (mail.State, mail.LastError) = ("dead", reason);
                // The reason stands in the row: a server likes to quote addresses and words in it, and no log line carries those.
                log.LogError("Mail {Mail} of ticket {TicketId} is dead", mail.Id, mail.TicketId);
                await release.Failed(mail, "dead", "dead_lettered", now, cancel);
                break;
        }
    }
}
