namespace Helpdesk.Domain.Billing;

/// <summary>The decision as a sentence to the customer (D41): what they get and why, in their words, without rule numbers.</summary>
public static class RefundSentence
{
    /// <param name="currency">From <see cref="RefundPolicy.CurrencyOf"/>.</param>
    public static string For(RefundFacts facts, RefundDecision decision, Currency currency) => decision switch
    {
        { Outcome: RefundOutcome.CaseByCase } => "Our finance team looks at your request in person and comes back to you.",
        { Outcome: RefundOutcome.Denied } when facts.Disputed => "Your bank is handling a dispute of this payment, so we cannot refund it at the same time.",
        { Outcome: RefundOutcome.Denied } => $"The {currency.Format(facts.AmountPaid)} of this payment have already been refunded.",
        { Outcome: RefundOutcome.Full } => $"You asked within 30 days of paying for the year, so we refund {All(facts, currency)}.",
        { Amount: 0 } => "Hardly anything of the period you paid for is unused, so there is nothing to refund.",
        _ => $"You cancelled before the end of the period you paid for, so we refund {currency.Format(decision.Amount!.Value)} for the time that is left of it.",
    };

    private static string All(RefundFacts facts, Currency currency) => facts.AlreadyRefunded == 0
        ? $"all of the {currency.Format(facts.AmountPaid)}"
        : $"the {currency.Format(facts.Remaining)} that had not been refunded yet";
}
