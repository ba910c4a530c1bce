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

/// <summary>Tells the customer what has become of their subscription (D45a). It stops no clock.</summary>
public sealed class SubscriptionMail(HelpdeskDb db, ReplyHeaders headers, Guardianships guardianships, Addressing addressing, AfterCommit after, WakeUp bell)
{
    /// <returns>False where nothing may be sent by itself: D35a on a silent ticket, D38 for a child's account without consent.</returns>
    public async Task<bool> Confirm(Ticket ticket, SubscriptionChange change, DateTimeOffset now, CancellationToken cancel)
    {
        if (ticket.Silent || ticket.NotScreened || (await guardianships.Of(ticket, cancel)).Problem(ConsentAct.Other) is not null) return false;
        var text = CustomerText.In(ticket.Locale);
        var end = change.PeriodEnd.ToString("D", text.Culture);
        var what = change.Act switch
        {
            SubscriptionAct.CancelNow => text.Format("SubscriptionEnded"), SubscriptionAct.AtPeriodEnd => text.Format("SubscriptionEnds", end),
            SubscriptionAct.GoOn => text.Format("SubscriptionGoesOn"), _ => text.Format("SubscriptionPlanChanged"),
        };
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now), TicketId = ticket.Id, Kind = "subscription", To = await headers.Addressee(ticket, null, cancel), ReplyTo = addressing.ReplyTo(ticket),
            Subject = text.Format("SubscriptionSubject", ticket.Number), Text = text.Format("SubscriptionBody", what, ticket.Number),
            InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        });
        after.Do(bell.Ring);
        return true;
    }
}
