using System.Text;

namespace Helpdesk.Domain.Billing;

/// <summary>What the policy says (D41).</summary>
public enum RefundOutcome { Full, Prorated, CaseByCase, Denied }

/// <summary>Who must agree before money moves (D42), beside the Finance person who issues or proposes.</summary>
public enum RefundApproval
{
    /// <summary>Finance issues alone, or there is nothing to issue.</summary>
    None,

    /// <summary>Another Finance person, or an Executive in their place.</summary>
    SecondFinance,

    /// <summary>The charge is disputed, and an Executive decides what happens next (D41.1); or the sum is above what the policy lets Finance approve (D42).</summary>
    Executive,
}

/// <summary>The policy's answer, the same for preview, approval and execution (D41).</summary>
/// <param name="Amount">Minor units; 0 when denied, null when Finance has to propose one.</param>
/// <param name="Proof">Each rule tried, in order; the last one applied.</param>
public sealed record RefundDecision(RefundOutcome Outcome, long? Amount, RefundApproval Approval, IReadOnlyList<RefundRule> Proof)
{
    /// <summary>One line a rule, to copy or to show under the button.</summary>
    public string ToText()
    {
        var text = new StringBuilder();
        foreach (var rule in Proof)
        {
            text.Append(rule.Rule).Append(rule.Applies ? " applies: " : " does not apply: ").Append(rule.Why).Append('\n');
            if (rule.Arithmetic is not null) text.Append("  ").Append(rule.Arithmetic).Append('\n');
        }

        return text.ToString();
    }
}

/// <summary>One rule tried (D41), <c>D41.1</c> to <c>D41.5</c>.</summary>
/// <param name="Why">In plain words, why it applies or does not.</param>
/// <param name="Arithmetic">How the amount came about, where this rule computed one.</param>
public sealed record RefundRule(string Rule, bool Applies, string Why, string? Arithmetic = null);
