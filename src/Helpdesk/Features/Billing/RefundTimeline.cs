using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Billing;

/// <summary>Events of money in plain words, for the time line of a ticket.</summary>
internal static class RefundTimeline
{
    /// <returns>Null for an event that is not about money.</returns>
    public static (string Icon, string Words, string? Detail)? Of(TicketEvent change) => change switch
    {
        RefundRequested { Amount: { } amount } e => ("coin", $"Refund of {Money(amount, e.Currency)} asked for", BillingWords.Decision(e.Decision)),
        RefundRequested e => ("coin", "Refund asked for", BillingWords.Decision(e.Decision)),
        RefundProposed e => ("coin", $"Refund of {Money(e.Amount, e.Currency)} proposed", "Waits for a second person"),
        RefundApproved e => ("coin", $"Refund of {Money(e.Amount, e.Currency)} {(e.Alone ? "issued" : "approved")}", null),
        RefundDeclined => ("x", "Refund declined", null),
        RefundVoided e => ("alert", "Refund is void", e.Reason == "disputed" ? "The payment is disputed" : "What is left of the payment has changed"),
        RefundUnknown => ("clock", "Refund unknown, being resolved", "Stripe gave no answer; it is asked again with the same key"),
        RefundSettled { Late: true } e => ("alert", $"Refund of {Money(e.Amount, e.Currency)} came back", $"The money is with us again: {BillingWords.Failure(e.Reason)}"),
        RefundSettled e => e.State switch
        {
            "succeeded" => ("check", $"Refund of {Money(e.Amount, e.Currency)} has left", "The bank needs some days more"),
            "failed" => ("alert", $"Refund of {Money(e.Amount, e.Currency)} failed", BillingWords.Failure(e.Reason)),
            "requires_action" => ("alert", $"Refund of {Money(e.Amount, e.Currency)} needs the customer’s bank details", null),
            _ => ("clock", $"Refund of {Money(e.Amount, e.Currency)} is on its way", null),
        },
        RefundConfirmed { Told: true } => ("send", "Customer told of the refund", null),
        RefundConfirmed e => ("alert", "Customer not told of the refund", e.Why == "silent" ? "Nothing is sent by itself on this ticket" : "The account has no consent"),
        SubscriptionEnded { Done: false } => ("alert", "Subscription could not be changed", "Change it at Stripe"),
        SubscriptionEnded e => ("check", e.How == "cancel_now" ? "Subscription ended" : "Subscription ends with its period", null),
        _ => SubscriptionWords.Of(change),
    };

    /// <summary>Decimals and code are no matter of policy versions: the shipped ones do for reading.</summary>
    private static string Money(long amount, string currency) => RefundPolicy.Shipped.CurrencyOf(currency).Format(amount);
}
