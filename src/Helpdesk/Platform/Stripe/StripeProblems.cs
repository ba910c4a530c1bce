namespace Helpdesk.Platform.Stripe;

/// <summary>
/// Stripe did not do what was asked, or did not say. The message is a sentence of ours for staff and logs: it holds no name,
/// address or key, and never Stripe's own words, which may quote what was sent.
/// </summary>
public abstract class StripeProblem(string sentence, string? requestId, Exception? cause = null) : Exception(sentence, cause)
{
    /// <summary>What Stripe's support asks for; null when there was no answer.</summary>
    public string? RequestId => requestId;
}

/// <summary>No answer, a 5xx or a 409: it may have been done. Ask again with the same key, never with a new one (D43).</summary>
/// <param name="replayed">The answer is one that Stripe had kept for this key: asking again brings the same for a day.</param>
public sealed class StripeUnknown(string sentence, string? requestId, bool replayed = false, Exception? cause = null) : StripeProblem(sentence, requestId, cause)
{
    public bool Replayed => replayed;
}

/// <summary>429: nothing was done; ask again, slower.</summary>
public sealed class StripeTooFast(string? requestId) : StripeProblem("Stripe asks us to go slower.", requestId);

/// <summary>401 or 403: nothing was done, and nothing will be until somebody mends the key.</summary>
/// <param name="missing">The right that the key lacks; null when the key itself is refused.</param>
public sealed class StripeKeyRefused(string? missing, string? requestId)
    : StripeProblem(missing is null ? "Stripe refuses our key; an administrator has to renew it." : $"The key of Stripe lacks a right: {missing}.", requestId)
{
    public string? Missing => missing;
}

/// <summary>400, 402 or 404: Stripe says no, and would say so again.</summary>
/// <param name="type"><c>invalid_request_error</c>, <c>card_error</c>, <c>idempotency_error</c>, <c>api_error</c>.</param>
public sealed class StripeRefusal(int status, string type, string? code, string? declineCode, string? parameter, string? requestId)
    : StripeProblem(StripeErrorWords.Of(status, code), requestId)
{
    public int Status => status;
    public string Type => type;
    public string? Code => code;
    public string? DeclineCode => declineCode;
    public string? Parameter => parameter;
}

/// <summary>Error codes of money in words for staff (contracts, Refunds).</summary>
internal static class StripeErrorWords
{
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["charge_already_refunded"] = "Stripe says that this payment is refunded already.",
        ["charge_disputed"] = "Stripe says that this payment is disputed; the bank decides about the money.",
        ["refund_disputed_payment"] = "Stripe says that this payment is disputed; the bank decides about the money.",
        ["charge_not_refundable"] = "Stripe says that this payment cannot be refunded.",
        ["balance_insufficient"] = "Our balance at Stripe is too small for this refund.",
        ["amount_too_large"] = "Stripe says that this is more than what is left of the payment.",
        ["amount_too_small"] = "Stripe says that the amount is too small to be refunded.",
        ["invalid_charge_amount"] = "Stripe does not take this amount.",
        ["resource_missing"] = "Stripe does not know this payment, subscription or customer.",
        ["idempotency_key_in_use"] = "Stripe is still busy with the first attempt.",
        ["lock_timeout"] = "Stripe is busy with this payment.",
    };

    public static string Of(int status, string? code) => code is not null && Codes.TryGetValue(code, out var words) ? words : $"Stripe refuses this ({status}{(IsCode(code) ? ", " + code : "")}).";

    private static bool IsCode(string? code) => code is { Length: > 0 and <= 60 } && code.All(c => char.IsAsciiLetterLower(c) || c == '_');
}
