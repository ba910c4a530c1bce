using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Money that did not get through is work again (D44): a resolved or pending ticket reopens, a closed one gets a follow-up. On the
/// refunds desk it stands under "failed" until somebody has dealt with it.
/// </summary>
public sealed class FailedRefund(Tickets.Tickets tickets, Clockwork clockwork, Policies policies, Opening opening, Requesters requesters)
{
    public const string Reason = "refund_failed";

    public async Task Raise(Ticket ticket, RefundIntent intent, DateTimeOffset now, CancellationToken cancel)
    {
        if (ticket.State is TicketState.Resolved or TicketState.Pending) clockwork.Move(ticket, TicketState.Open, Reason, await policies.Current(cancel), now);
        // D34: a follow-up would tell outsiders of a restricted ticket; Safety meets the event and the desk shows the failure.
        if (ticket.State != TicketState.Closed || ticket.Restricted) return;

        var addresses = await requesters.AddressesOf(ticket.RequesterId, cancel);
        if (addresses.Count == 0) return;
        var amount = (await policies.Current(cancel)).Refunds.CurrencyOf(intent.Currency).Format(intent.Amount!.Value);
        var text = intent.State == RefundState.RequiresAction
            ? $"The refund of {amount} of ticket #{ticket.Number} needs the customer’s bank details before it can go out."
            : $"The refund of {amount} of ticket #{ticket.Number} did not reach the customer: {BillingWords.Failure(intent.FailureReason)}. The money is with us again; the customer must be paid another way.";
        var followUp = await opening.Open(new Arrival(Channel.Api, addresses[0], null, $"Refund of {amount} did not arrive", text) { FollowUpOf = ticket.Number, Automatic = true, Locale = ticket.Locale }, now, cancel);
        tickets.Record(ticket, new FollowUpOpened(followUp.Number), now);
    }
}
