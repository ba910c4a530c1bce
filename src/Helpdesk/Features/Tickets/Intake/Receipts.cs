using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Mail;
using Helpdesk.Web;

namespace Helpdesk.Features.Tickets;

/// <summary>The automatic receipt of a new ticket (D31a). It stops no clock.</summary>
public sealed class Receipts(HelpdeskDb db, Addressing addressing, Settings settings, AfterCommit after, WakeUp bell)
{
    private static readonly TimeSpan Between = TimeSpan.FromHours(1);

    public void Queue(Ticket ticket, Requesters.Known known, Arrival arrival, DateTimeOffset now)
    {
        // D31a, D35a: never to automatic mail, never on a silent ticket, at most one an hour per address, none for a call.
        if (arrival.Channel == Channel.Phone || arrival.Automatic || ticket.Silent || ticket.NotScreened) return;
        // D38: a child's account without consent gets no message but the consent request.
        if (ticket.Category != Category.Safety && Guardianships.Of(known.Account).Problem(ConsentAct.Other) is not null) return;
        if (known.Address.LastReceiptAt is { } last && now - last < Between) return;
        known.Address.LastReceiptAt = now;

        var text = CustomerText.In(ticket.Locale);
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            Kind = "receipt",
            To = known.Address.Address,
            ReplyTo = addressing.ReplyTo(ticket),
            Subject = text.Format("ReceiptSubject", ticket.Number),
            Text = text.Format("ReceiptBody", known.Requester.Name.Length > 0 ? " " + known.Requester.Name : "", ticket.Number,
                text.Moment(ticket.ClockOf(Target.FirstResponse)?.Due, known.Requester.Zone), $"{settings.Url}/help/requests/{ticket.Token}"),
            InternetId = addressing.NewMessageId(),
            InReplyTo = arrival.InternetId,
            References = arrival.InternetId is null ? [] : [arrival.InternetId],
            CreatedAt = now,
            SendAfter = now,
        });
        after.Do(bell.Ring);
    }
}
