using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Helpdesk.Web;

namespace Helpdesk.Features.Billing;

/// <summary>Tells the customer that the money has left (D44). Succeeded is not arrived: the mail says so. It stops no clock.</summary>
public sealed class RefundMail(HelpdeskDb db, Tickets.Tickets tickets, ReplyHeaders headers, Guardianships guardianships, Addressing addressing, Policies policies, AfterCommit after, WakeUp bell)
{
    public async Task Confirm(Ticket ticket, RefundIntent intent, DateTimeOffset now, CancellationToken cancel)
    {
        var problem = await Problem(ticket, cancel);
        if (problem is null)
        {
            db.Add(await Mail(ticket, intent, now, cancel));
            after.Do(bell.Ring);
        }

        tickets.Record(ticket, new RefundConfirmed(intent.Id, problem is null, problem), now);
    }

    /// <summary>Why nothing may be sent by itself: D35a on a silent ticket, D38 for a child's account without consent.</summary>
    private async Task<string?> Problem(Ticket ticket, CancellationToken cancel) =>
        ticket.Silent || ticket.NotScreened ? "silent"
        : (await guardianships.Of(ticket, cancel)).Problem(ConsentAct.Other) is not null ? "no_consent"
        : null;

    private async Task<OutboxMail> Mail(Ticket ticket, RefundIntent intent, DateTimeOffset now, CancellationToken cancel)
    {
        var text = CustomerText.In(ticket.Locale);
        var amount = (await policies.Current(cancel)).Refunds.CurrencyOf(intent.Currency).Format(intent.Amount!.Value);
        return new OutboxMail
        {
            Id = Guid.CreateVersion7(now), TicketId = ticket.Id, Kind = "refund", To = await headers.Addressee(ticket, null, cancel), ReplyTo = addressing.ReplyTo(ticket),
            Subject = text.Format("RefundSubject", ticket.Number),
            Text = text.Format("RefundBody", amount, ticket.Number, intent.BankReference is { } reference ? text.Format("RefundReference", reference) : ""),
            InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        };
    }
}
