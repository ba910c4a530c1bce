using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

/// <summary>What Stripe said about a refund: by answer, by webhook or by looking it up.</summary>
/// <param name="Id">Null when Stripe refused to make one.</param>
/// <param name="Reason">Coded, of a failure.</param>
public sealed record SeenRefund(string? Id, RefundState State, string? Reason, string? BankReference, string? RequestId, string Error)
{
    /// <summary>Names of the metadata that every refund of ours carries.</summary>
    public const string IntentKey = "helpdesk_refund";
    public const string TicketKey = "helpdesk_ticket";

    public static SeenRefund Of(StripeRefund refund, string? requestId) =>
        new(refund.Id, RefundStates.FromStripe(refund.Status), refund.FailureReason ?? (refund.Status == "canceled" ? "merchant_request" : null), refund.DestinationDetails?.Card?.Reference, requestId, "");

    public static SeenRefund Refused(StripeRefusal refusal) => new(null, RefundState.Failed, refusal.Code ?? "refused", null, refusal.RequestId, refusal.Message);

    /// <summary>D43: ours is what carries the intent's id and is exactly what the intent says; anything else was made elsewhere.</summary>
    public static bool IsOf(StripeRefund refund, RefundIntent intent) =>
        refund.Metadata?.GetValueOrDefault(IntentKey) == intent.Id.ToString("N") && refund.Charge?.Id == intent.Charge && refund.Amount == intent.Amount
        && string.Equals(refund.Currency, intent.Currency, StringComparison.OrdinalIgnoreCase);
}
