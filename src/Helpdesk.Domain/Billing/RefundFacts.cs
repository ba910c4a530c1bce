namespace Helpdesk.Domain.Billing;

/// <summary>How often a price is paid; <c>OneTime</c> is not a subscription.</summary>
public enum BillingInterval { Month, Year, OneTime }

/// <summary>What the refund policy is asked about (D41): one charge and the customer's wish. Amounts in minor units as Stripe counts them.</summary>
/// <param name="Currency">ISO 4217, any case.</param>
/// <param name="AmountPaid">Not negative.</param>
/// <param name="AlreadyRefunded">The sum of refunds on this charge, not negative.</param>
/// <param name="PeriodStart">The paid period, half-open; null when there is none.</param>
/// <param name="RequestedAt">Arrival of the customer's message that asks for the money, never the click (D41).</param>
/// <param name="Cancel">The subscription ends with the refund; false means it is kept.</param>
public sealed record RefundFacts(
    BillingInterval Interval, string Currency, long AmountPaid, long AlreadyRefunded, DateTimeOffset PaidAt,
    DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd, DateTimeOffset RequestedAt, bool Disputed, bool Cancel = true)
{
    /// <summary>What can still be given back; never negative.</summary>
    public long Remaining => Math.Max(0, AmountPaid - AlreadyRefunded);
}
