using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Helpdesk.Domain.Billing;

/// <summary>
/// What would be refunded of one charge now, and why (D41): the same for the screen, the request, the approval and the execution.
/// </summary>
/// <param name="Charge">Stripe's id.</param>
/// <param name="Subscription">Null when the charge was for none.</param>
/// <param name="Currency">With limit and step of the policy.</param>
public sealed record RefundQuote(
    string Charge, string Customer, string? Subscription, RefundFacts Facts, SubscriptionEnd Then, RefundDecision Decision, Currency Currency, int PolicyVersion)
{
    /// <summary>Case by case Finance names the amount (D41.3); in every other case the policy does.</summary>
    public bool AmountIsChosen => Decision.Outcome == RefundOutcome.CaseByCase;

    /// <summary>Nothing to issue: denied, or an unused time that rounds to nothing.</summary>
    public bool IsNothing => Decision.Amount == 0;

    /// <summary>
    /// Of everything that the decision stands on and the amount: two that differ in anything that matters have different hashes
    /// (D42: what is approved is frozen).
    /// </summary>
    /// <param name="amount">Minor units; null while nobody has chosen one.</param>
    public string Hash(long? amount)
    {
        var told = string.Join('\n',
        [
            Charge, Customer, Subscription ?? "", Currency.Code, Number(amount), Number(Facts.AmountPaid), Number(Facts.AlreadyRefunded),
            Facts.Disputed ? "disputed" : "", Then.ToString(), Stamp(Facts.RequestedAt), Stamp(Facts.PaidAt), Stamp(Facts.PeriodStart), Stamp(Facts.PeriodEnd),
            Decision.Outcome.ToString(), Decision.Approval.ToString(), Number(PolicyVersion), Decision.ToText(),
        ]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told)));
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";

    private static string Stamp(DateTimeOffset? at) => Number(at?.ToUnixTimeMilliseconds());
}
