namespace Helpdesk.Domain.Billing;

// What this file does: says who may do what with a refund (D42), and when what was frozen no longer holds.
// What it does not do: know who is asking beyond their id, or move anything. Permissions are checked before (§1).

/// <summary>The rules of D42 over a frozen intent.</summary>
public static class RefundRules
{
    public const string OneAtATime = "A refund of this payment is open already. Finish or decline that one first.";
    public const string BalanceChanged = "What is left of this payment has changed since, so this refund was not approved and is void. Ask for it again.";
    public const string LookAgain = "Something about this payment has changed since you looked. Nothing was done; look at the figures and press again.";

    /// <summary>The next state when Finance acts on a quote: executed at once, or waiting for a second person.</summary>
    /// <param name="amount">Minor units.</param>
    /// <param name="problems">Plain sentences; with any, nothing may be done.</param>
    public static RefundState Issue(RefundQuote quote, long amount, string? reason, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        if (quote.Facts.Disputed) found.Add("This payment is disputed: the bank decides about the money, an Executive about the case (D41.1).");
        else if (quote.Facts.Remaining == 0) found.Add("Nothing is left of this payment (D41.2).");
        else if (quote.IsNothing) found.Add("What is unused rounds to nothing; there is nothing to issue (D41.5).");
        else if (amount <= 0) found.Add("Give an amount above zero.");
        else if (amount > quote.Facts.Remaining) found.Add($"Only {quote.Currency.Format(quote.Facts.Remaining)} are left of this payment.");
        else if (amount % quote.Currency.Step != 0) found.Add($"In {quote.Currency.Code} the amount must be a multiple of {quote.Currency.Format(quote.Currency.Step)}.");
        else if (!quote.AmountIsChosen && amount != quote.Decision.Amount) found.Add("The policy says how much; it cannot be changed by hand.");
        if (quote.AmountIsChosen && string.IsNullOrWhiteSpace(reason)) found.Add("Say why: this is decided case by case (D41.3).");
        problems = found;
        return quote.Decision.Approval == RefundApproval.None ? RefundState.Sending : RefundState.Waiting;
    }

    /// <summary>Why Finance cannot issue this alone; null when it can.</summary>
    public static string? NeedsSecond(RefundQuote quote) => quote switch
    {
        { Decision.Approval: RefundApproval.None } => null,
        { Decision.Outcome: RefundOutcome.CaseByCase } => "Case by case: one Finance person proposes, another or an Executive approves.",
        { Decision.Approval: RefundApproval.Executive } => $"Together with what was refunded before, this is more than {quote.Currency.Format(quote.Currency.ExecutiveAbove ?? 0)}: an Executive approves.",
        { Currency.Limit: null } => $"There is no limit for {quote.Currency.Code}, so a refund in it always needs a second person.",
        _ => $"Together with what was refunded before, this is more than {quote.Currency.Format(quote.Currency.Limit!.Value)}: a second person approves.",
    };

    /// <summary>Who must agree to exactly this amount: case by case it is known only when somebody has chosen one.</summary>
    /// <param name="amount">Minor units; null while nobody has chosen one.</param>
    public static RefundApproval ApprovalOf(RefundQuote quote, long? amount) =>
        quote.Decision.Approval == RefundApproval.SecondFinance && quote.Facts.AlreadyRefunded + amount > quote.Currency.ExecutiveAbove ? RefundApproval.Executive : quote.Decision.Approval;

    /// <summary>Nobody approves their own request, and above the policy's sum only an Executive approves (D42).</summary>
    /// <param name="approval">Frozen with the intent.</param>
    public static string? Approving(RefundState state, Guid approver, Guid requestedBy, Guid? proposedBy, RefundApproval approval, bool isExecutive) =>
        state != RefundState.Waiting ? "This refund does not wait for an approval any more."
        : approver == proposedBy || approver == requestedBy ? "You asked for this refund yourself; somebody else approves it."
        : approval == RefundApproval.Executive && !isExecutive ? "This sum is above what Finance approves: an Executive approves it."
        : null;

    /// <summary>Whether the charge still is as it was when the intent was frozen.</summary>
    public static bool Holds(long paidThen, long refundedThen, long paid, long refunded, bool disputed) => !disputed && paidThen == paid && refundedThen == refunded;
}
