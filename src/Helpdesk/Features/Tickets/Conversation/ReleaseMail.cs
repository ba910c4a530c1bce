using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>What leaving the outbox means for the ticket: state, clocks, closing, and what a failure takes back (D24, D28).</summary>
public sealed class ReleaseMail(HelpdeskDb db, Tickets tickets, Clockwork clockwork, Policies policies, JobQueue jobs, SafetyAnswers safety)
{
    /// <summary>The ten seconds are over: the reply counts from the instant of the click.</summary>
    public async Task Left(OutboxMail mail, DateTimeOffset now, CancellationToken cancel)
    {
        if (mail.TicketId is not { } id || mail.MessageId is not { } messageId) return;
        var ticket = await tickets.ForChange(id, now, cancel);
        var message = await db.Set<Message>().SingleAsync(m => m.Id == messageId, cancel);
        message.Delivery = "sending";
        ticket.Snippet = Opening.Line(message.Text, 140);
        tickets.Record(ticket, new ReplySent(messageId, mail.CreatedAt, mail.Acknowledges), now);
        var set = await policies.Current(cancel);
        clockwork.Answered(ticket, mail.CreatedAt, mail.Acknowledges, set, now);
        await safety.Left(id, messageId, message.PersonId, mail.CreatedAt, now, cancel); // D22a

        // The customer wrote after the click: the ticket stays open for that message.
        var wrote = await db.Set<Message>().AnyAsync(m => m.TicketId == id && m.Direction == "in" && m.At > mail.CreatedAt, cancel);
        var then = wrote || !Words.TryParse(mail.Then, out TicketState chosen) ? TicketState.Open : chosen;
        if (then != ticket.State && ticket.State != TicketState.Closed)
        {
            clockwork.Move(ticket, then, "reply", set, now);
            if (then == TicketState.Resolved) jobs.Add(CloseResolved.Job, id, now + CloseResolved.After);
        }
    }

    /// <summary>Dead-lettered or hard-bounced: the stop is taken back and the ticket marked (D24).</summary>
    public async Task Failed(OutboxMail mail, string outcome, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        if (mail.TicketId is not { } id) return;
        var ticket = await tickets.ForChange(id, now, cancel);
        if (mail.MessageId is not { } messageId)
        {
            return;
        }

        await db.Set<Message>().Where(m => m.Id == messageId).ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, outcome), cancel);
        tickets.Record(ticket, new ReplyFailed(messageId, reason), now);
        var delivered = await FirstStanding(id, cancel);
        await safety.Failed(messageId, now, cancel);
        clockwork.TakenBack(ticket, delivered, mail.Acknowledges, await policies.Current(cancel), now);
    }

    /// <summary>The click of the earliest reply that was not taken back; null when none is left.</summary>
    private async Task<DateTimeOffset?> FirstStanding(Guid ticket, CancellationToken cancel) => await db.Set<Message>()
        .Where(m => m.TicketId == ticket && ((m.Direction == "out" && (m.Delivery == "sending" || m.Delivery == "sent" || m.Delivery == "delivered"))))
        .MinAsync(m => (DateTimeOffset?)m.At, cancel);
}
