using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

/// <summary>What a charge was paid for: the invoice, the subscription with its interval, and the period (D41).</summary>
public sealed record PaidFor(StripeInvoice? Invoice, StripeSubscription? Subscription, BillingInterval Interval, DateTimeOffset? Start, DateTimeOffset? End, DateTimeOffset PaidAt)
{
    /// <summary>Ties charge, invoice and subscription together by what Stripe tells; what cannot be tied is not a subscription's.</summary>
    public static PaidFor Of(StripeCharge charge, IReadOnlyList<StripeInvoice> invoices, IReadOnlyList<StripeSubscription> subscriptions)
    {
        var invoice = invoices.FirstOrDefault(i => i.Payments?.Data.Any(p => Pays(p, charge)) == true);
        var subscription = invoice?.Parent?.SubscriptionDetails is { } details ? subscriptions.FirstOrDefault(s => s.Id == details.Subscription.Id) : null;
        var paidAt = invoice?.StatusTransitions?.PaidAt ?? charge.Created;
        if (subscription is null) return new PaidFor(invoice, null, BillingInterval.OneTime, null, null, paidAt);

        // The line of the plan itself, not of a change in mid-cycle; of several the one that ends last.
        var line = invoice!.Lines?.Data.Where(l => l.Parent?.SubscriptionItemDetails is { Proration: false }).MaxBy(l => l.Period.End);
        return new PaidFor(invoice, subscription, IntervalOf(subscription), line?.Period.Start, line?.Period.End, paidAt);
    }

    /// <summary>Anything but a plain year counts as a shorter cycle: only the annual plan has a window of its own (D41.4).</summary>
    private static BillingInterval IntervalOf(StripeSubscription subscription) =>
        subscription.Items.Data.Any(i => i.Price.Recurring is { Interval: "year", IntervalCount: 1 }) ? BillingInterval.Year : BillingInterval.Month;

    private static bool Pays(StripeInvoicePayment payment, StripeCharge charge) =>
        (payment.Payment.Charge is { } direct && direct.Id == charge.Id) || (payment.Payment.PaymentIntent is { } intent && intent.Id == charge.PaymentIntent?.Id);
}
