using System.Numerics;
using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Billing;

// What this file does: decides by D41 what is given back for one charge and by D42 who must agree, with the proof.
// How: five rules in order; the first that applies decides. One function for preview, approval and execution.
// What it does not do: move money, ask Stripe, know the time now, or judge what only a person can (case by case).

/// <summary>A version of the refund policy (D41, D42) as data: windows, limits and steps per currency.</summary>
public sealed class RefundPolicy
{
    private static readonly Lazy<RefundPolicy> Default = new(() => Parse(ShippedData.Text("refunds.json")));
    private readonly Dictionary<BillingInterval, TimeSpan> _fullWithin;
    private readonly Dictionary<string, Currency> _currencies;
    private readonly Func<RefundFacts, Tried>[] _rules;

    private RefundPolicy(int version, Dictionary<BillingInterval, TimeSpan> fullWithin, Dictionary<string, Currency> currencies)
    {
        (Version, _fullWithin, _currencies) = (version, fullWithin, currencies);
        _rules = [Disputed, NothingLeft, ForAPerson, InFull, Prorated];
    }

    /// <summary>That of D41 and D42.</summary>
    public static RefundPolicy Shipped => Default.Value;

    public int Version { get; }

    /// <summary>A currency without a row has two decimals, a step of one minor unit, and no limit (D42).</summary>
    public Currency CurrencyOf(string code) =>
        _currencies.TryGetValue(code, out var currency) ? currency : new Currency(code.ToUpperInvariant(), 2, 1, null);

    /// <summary>Decision, amount, approval and proof for one charge.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An amount is negative.</exception>
    public RefundDecision Evaluate(RefundFacts facts)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(facts.AmountPaid);
        ArgumentOutOfRangeException.ThrowIfNegative(facts.AlreadyRefunded);

        var proof = new List<RefundRule>();
        foreach (var rule in _rules)
        {
            var tried = rule(facts);
            proof.Add(tried.Rule);
            if (tried.Outcome is { } outcome) return new RefundDecision(outcome, tried.Amount, Approval(facts, outcome, tried.Amount), proof);
        }

        throw new InvalidOperationException("D41.5 decides whatever the rules before it leave.");
    }

    /// <exception cref="FormatException">The data is not what <c>Shipped/refunds.json</c> looks like.</exception>
    public static RefundPolicy Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new RefundPolicy(
                root.GetProperty("version").GetInt32(),
                root.GetProperty("fullWithinHours").EnumerateObject().ToDictionary(
                    w => Words.TryParse(w.Name, out BillingInterval interval) ? interval : throw new FormatException($"refunds: \"{w.Name}\" is no interval"),
                    w => TimeSpan.FromHours(w.Value.GetInt32())),
                root.GetProperty("currencies").EnumerateObject()
                    .Select(c => new Currency(c.Name, (int)(Number(c.Value, "decimals") ?? 2), Number(c.Value, "step") ?? 1, Number(c.Value, "limit"), Number(c.Value, "executiveAbove")))
                    .ToDictionary(c => c.Code, StringComparer.OrdinalIgnoreCase));
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"refunds: {problem.Message}", problem);
        }

        static long? Number(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetInt64() : null;
    }

    private static Tried Disputed(RefundFacts facts) => facts.Disputed
        ? Tried.Decides("D41.1", RefundOutcome.Denied, 0, "the charge is disputed; the bank decides about the money, an Executive about the case")
        : Tried.Passes("D41.1", "the charge is not disputed");

    private Tried NothingLeft(RefundFacts facts)
    {
        var currency = CurrencyOf(facts.Currency);
        var (paid, back) = (currency.Format(facts.AmountPaid), currency.Format(facts.AlreadyRefunded));
        return facts.Remaining == 0
            ? Tried.Decides("D41.2", RefundOutcome.Denied, 0, $"of {paid} paid, {back} were refunded; nothing is left")
            : Tried.Passes("D41.2", $"of {paid} paid, {back} were refunded; {currency.Format(facts.Remaining)} are left");
    }

    private static Tried ForAPerson(RefundFacts facts)
    {
        var reasons = new List<string>();
        if (facts.Interval == BillingInterval.OneTime) reasons.Add("it was not paid for a subscription");
        else if (!facts.Cancel) reasons.Add("the subscription is kept");
        if (facts.PeriodEnd <= facts.PeriodStart) reasons.Add("the period is not longer than zero");
        else if (facts.RequestedAt >= facts.PeriodEnd) reasons.Add("the request comes at or after the end of the period");
        if (facts.Interval != BillingInterval.OneTime && (facts.PeriodStart is null || facts.PeriodEnd is null)) reasons.Add("the period is not known");
        return reasons.Count > 0
            ? Tried.Decides("D41.3", RefundOutcome.CaseByCase, null, $"{string.Join(", and ", reasons)}; Finance proposes amount and reason")
            : Tried.Passes("D41.3", "a subscription that is cancelled before the end of its period");
    }

    private Tried InFull(RefundFacts facts)
    {
        if (!_fullWithin.TryGetValue(facts.Interval, out var window)) return Tried.Passes("D41.4", "the subscription is not annual");

        var days = $"{window.TotalDays:0.##} × 24 h of payment";
        if (facts.RequestedAt - facts.PaidAt > window) return Tried.Passes("D41.4", $"the request came later than {days}");

        var currency = CurrencyOf(facts.Currency);
        var arithmetic = $"{currency.Format(facts.AmountPaid)} paid − {currency.Format(facts.AlreadyRefunded)} refunded = {currency.Format(facts.Remaining)}";
        return Tried.Decides("D41.4", RefundOutcome.Full, facts.Remaining, $"an annual subscription, and the request came within {days}", arithmetic);
    }

    private Tried Prorated(RefundFacts facts)
    {
        var (start, end) = (facts.PeriodStart!.Value, facts.PeriodEnd!.Value);
        var from = facts.RequestedAt > start ? facts.RequestedAt : start;
        var currency = CurrencyOf(facts.Currency);
        var proration = new Proration(facts.AmountPaid, end - from, end - start, currency);
        var amount = (long)BigInteger.Min(proration.Rounded, facts.Remaining);
        var arithmetic = amount < proration.Rounded ? $"{proration}, capped at {currency.Format(amount)} left" : proration.ToString();
        var why = amount == 0 ? "cancelled in mid-cycle; what is unused rounds to nothing" : "cancelled in mid-cycle; what is unused is given back";
        return Tried.Decides("D41.5", RefundOutcome.Prorated, amount, why, arithmetic);
    }

    /// <summary>D42. A dispute goes to an Executive; where nothing is issued nobody has to agree; the limit is for the sum on the charge.</summary>
    private RefundApproval Approval(RefundFacts facts, RefundOutcome outcome, long? amount)
    {
        if (facts.Disputed) return RefundApproval.Executive;
        if (outcome == RefundOutcome.CaseByCase) return RefundApproval.SecondFinance;
        if (amount is null or 0) return RefundApproval.None;
        var sum = facts.AlreadyRefunded + amount.Value;
        var currency = CurrencyOf(facts.Currency);
        return sum > currency.ExecutiveAbove ? RefundApproval.Executive : sum <= currency.Limit ? RefundApproval.None : RefundApproval.SecondFinance;
    }

    private sealed record Tried(RefundRule Rule, RefundOutcome? Outcome, long? Amount)
    {
        public static Tried Passes(string rule, string why) => new(new RefundRule(rule, Applies: false, why), null, null);

        public static Tried Decides(string rule, RefundOutcome outcome, long? amount, string why, string? arithmetic = null) =>
            new(new RefundRule(rule, Applies: true, why, arithmetic), outcome, amount);
    }
}
