using System.Text.Json;

namespace Helpdesk.Platform.Stripe;

// The fields that we read of Stripe's objects, at the pinned version. Amounts are minor units, currencies lower case;
// words (status, reason) stay text, because Stripe adds new ones.

/// <summary>Another object's id, whether it came alone or expanded.</summary>
public readonly record struct StripeRef(string Id);

public sealed record StripeList<T>(IReadOnlyList<T> Data, bool HasMore);

/// <param name="Balance">Below zero is credit in the customer's favour.</param>
public sealed record StripeCustomer(string Id, string? Email, string? Name, long Balance, bool Deleted);

public sealed record StripeSubscription(
    string Id, string Status, string Currency, StripeRef Customer, StripeList<StripeSubscription.Item> Items, bool CancelAtPeriodEnd,
    DateTimeOffset? CancelAt, DateTimeOffset? CanceledAt, DateTimeOffset? EndedAt, DateTimeOffset? TrialEnd, DateTimeOffset Created)
{
    public sealed record Item(string Id, StripePrice Price, long? Quantity, DateTimeOffset CurrentPeriodStart, DateTimeOffset CurrentPeriodEnd);
}

public sealed record StripePrice(string Id, string Currency, long? UnitAmount, string? Nickname, string? LookupKey, StripePrice.Repeats? Recurring, StripeRef? Product = null)
{
    /// <param name="Interval"><c>day</c>, <c>week</c>, <c>month</c>, <c>year</c>.</param>
    public sealed record Repeats(string Interval, int IntervalCount);
}

/// <param name="Status"><c>draft</c>, <c>open</c>, <c>paid</c>, <c>uncollectible</c>, <c>void</c>.</param>
public sealed record StripeInvoice(
    string Id, string? Number, string? Status, string Currency, long Total, long AmountDue, long AmountPaid, long AmountRemaining, DateTimeOffset Created,
    StripeList<StripeInvoice.Line>? Lines, StripeInvoice.Origin? Parent, StripeList<StripeInvoicePayment>? Payments,
    string? HostedInvoiceUrl, string? InvoicePdf, DateTimeOffset? NextPaymentAttempt, int AttemptCount, StripeInvoice.Moments? StatusTransitions)
{
    public sealed record Line(string Id, long Amount, string Currency, string? Description, Span Period, LineOrigin? Parent);

    public sealed record Span(DateTimeOffset Start, DateTimeOffset End);

    public sealed record LineOrigin(string Type, ItemDetails? SubscriptionItemDetails);

    public sealed record ItemDetails(bool Proration, string? Subscription);

    public sealed record Origin(string Type, SubscriptionDetails? SubscriptionDetails);

    public sealed record SubscriptionDetails(StripeRef Subscription);

    public sealed record Moments(DateTimeOffset? PaidAt);
}

public sealed record StripeInvoicePayment(string Id, string Status, StripeRef Invoice, StripeInvoicePayment.Way Payment)
{
    /// <param name="Type"><c>payment_intent</c>, <c>charge</c>.</param>
    public sealed record Way(string Type, StripeRef? PaymentIntent, StripeRef? Charge);
}

/// <summary>A code that customers type; its worth stands in the coupon, which comes expanded.</summary>
public sealed record StripePromotionCode(
    string Id, string Code, bool Active, StripeRef? Customer, DateTimeOffset? ExpiresAt, long? MaxRedemptions, long TimesRedeemed, StripePromotionCode.Offer Promotion, StripePromotionCode.Limits? Restrictions)
{
    public sealed record Offer(string Type, StripeCoupon? Coupon);

    public sealed record Limits(bool FirstTimeTransaction, long? MinimumAmount, string? MinimumAmountCurrency);
}

/// <param name="Duration"><c>once</c>, <c>repeating</c>, <c>forever</c>.</param>
/// <param name="Valid">Stripe's own word: it can still be used.</param>
public sealed record StripeCoupon(
    string Id, long? AmountOff, string? Currency, decimal? PercentOff, string Duration, int? DurationInMonths, long? MaxRedemptions, long TimesRedeemed, DateTimeOffset? RedeemBy, bool Valid, StripeCoupon.Limits? AppliesTo)
{
    public sealed record Limits(IReadOnlyList<string> Products);
}

/// <param name="Status"><c>succeeded</c>, <c>pending</c>, <c>failed</c>.</param>
public sealed record StripeCharge(
    string Id, string Status, bool Captured, long Amount, long AmountCaptured, long AmountRefunded, string Currency, bool Disputed, bool Refunded, DateTimeOffset Created,
    StripeRef? Customer, StripeRef? PaymentIntent, string? FailureCode, StripeCharge.Verdict? Outcome, StripeCharge.Way? PaymentMethodDetails, string? Description)
{
    /// <param name="Reason">The decline code, where the bank told one.</param>
    public sealed record Verdict(string Type, string? Reason, string? NetworkStatus);

    public sealed record Way(string Type, StripeCard? Card);
}

public sealed record StripeCard(string? Brand, string? Last4, int ExpMonth, int ExpYear);

public sealed record StripePaymentMethod(string Id, string Type, StripeCard? Card);

/// <param name="Status"><c>pending</c>, <c>requires_action</c>, <c>succeeded</c>, <c>failed</c>, <c>canceled</c>.</param>
public sealed record StripeRefund(
    string Id, long Amount, string Currency, StripeRef? Charge, string? Status, string? FailureReason, string? PendingReason,
    IReadOnlyDictionary<string, string>? Metadata, DateTimeOffset Created, StripeRefund.Destination? DestinationDetails)
{
    public sealed record Destination(string Type, CardDestination? Card);

    /// <param name="Reference">What the customer's bank can look for.</param>
    public sealed record CardDestination(string? Reference);
}

/// <param name="Status"><c>warning_needs_response</c>, <c>needs_response</c>, <c>under_review</c>, <c>won</c>, <c>lost</c>, <c>warning_closed</c>, <c>prevented</c> …</param>
public sealed record StripeDispute(string Id, string Status, string Reason, long Amount, string Currency, StripeRef Charge, bool IsChargeRefundable, StripeDispute.Evidence? EvidenceDetails)
{
    public sealed record Evidence(DateTimeOffset? DueBy);

    /// <summary>Ended in our favour: the money is ours to give back again.</summary>
    public bool IsOver => Status is "won" or "warning_closed" or "prevented";
}

public sealed record StripePortalSession(string Id, string Url);

public sealed record StripeEvent(string Id, string Type, DateTimeOffset Created, string? ApiVersion, bool Livemode, StripeEvent.Content Data, StripeEvent.Asked? Request)
{
    public sealed record Content(JsonElement Object);

    public sealed record Asked(string? Id, string? IdempotencyKey);
}
