using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Billing;

/// <summary>Billing's coded words as people read them.</summary>
internal static class BillingWords
{
    /// <summary>For everybody; who can do something about it reads <see cref="HowToConnect"/> beside it.</summary>
    public const string NotConnected = "Billing is not connected here yet, so payments cannot be shown and no money can be moved. An administrator can connect it.";

    /// <summary>For administrators only: names of settings say nothing to anybody else.</summary>
    public const string HowToConnect = "Set HELPDESK_STRIPE_KEY to connect it to Stripe, or HELPDESK_SANDBOX to try it without real money.";

    private static readonly Dictionary<string, string> Failures = new(StringComparer.Ordinal)
    {
        ["lost_or_stolen_card"] = "the card is lost or stolen", ["expired_or_canceled_card"] = "the card has expired or was cancelled",
        ["charge_for_pending_refund_disputed"] = "the customer disputed the payment meanwhile", ["insufficient_funds"] = "our balance at Stripe is too small",
        ["declined"] = "the bank refused it", ["merchant_request"] = "it was withdrawn at Stripe",
    };

    public static string State(RefundState state, bool unknown) => state switch
    {
        RefundState.Requested => "Asked for", RefundState.Waiting => "Waits for approval",
        RefundState.Sending => unknown ? "Unknown, being resolved" : "Being issued", RefundState.Pending => "On its way",
        RefundState.RequiresAction => "Needs the customer’s bank details", RefundState.Succeeded => "Issued", RefundState.Failed => "Failed",
        RefundState.Void => "Void", _ => "Declined",
    };

    public static string Failure(string? reason) => reason is not null && Failures.TryGetValue(reason, out var words) ? words : "Stripe does not say why";

    public static string Then(SubscriptionEnd then) => then switch
    {
        SubscriptionEnd.CancelNow => "the subscription ends now", SubscriptionEnd.AtPeriodEnd => "the subscription ends with its period", _ => "the subscription is kept",
    };

    public static string Decision(string decision) => decision switch
    {
        "full" => "Full refund", "prorated" => "Prorated refund", "case_by_case" => "Case by case", _ => "Denied",
    };

    /// <summary>10.00 USD; of an amount that nobody has decided on: its absence in words.</summary>
    public static string Money(long? amount, string code, RefundPolicy policy) => amount is { } known ? policy.CurrencyOf(code).Format(known) : "amount open";

    /// <summary><c>{"stories":41}</c> as "stories 41".</summary>
    public static string Usage(string fact) => string.Concat(fact.Where(c => c is not ('{' or '}' or '"'))).Replace(':', ' ').Replace(",", ", ", StringComparison.Ordinal);

    public static string Slug(RefundOutcome outcome) => Words.Slug(outcome);
}
