using System.Globalization;
using Helpdesk.Domain.Billing;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Billing;

/// <summary>D41, D42: a month of 19.99 USD, paid for 30 days from 1 June; other cases say how they differ.</summary>
public class RefundPolicyTests
{
    private static readonly RefundFacts Month = new(
        BillingInterval.Month, "USD", 1999, 0, Utc("2026-06-01"), Utc("2026-06-01"), Utc("2026-07-01"), Utc("2026-06-16"), Disputed: false);

    private static readonly RefundFacts Year = Month with
    {
        Interval = BillingInterval.Year, AmountPaid = 12000, PeriodEnd = Utc("2027-06-01"), RequestedAt = Utc("2026-07-01"),
    };

    private static DateTimeOffset Utc(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static RefundDecision Evaluate(RefundFacts facts) => RefundPolicy.Shipped.Evaluate(facts);

    private static void Expect(RefundFacts facts, RefundOutcome outcome, long? amount, RefundApproval approval, string rule)
    {
        var decision = Evaluate(facts);
        decision.ShouldSatisfyAllConditions(
            d => d.Outcome.ShouldBe(outcome), d => d.Amount.ShouldBe(amount), d => d.Approval.ShouldBe(approval),
            d => d.Proof[^1].Rule.ShouldBe(rule), d => d.Proof[^1].Applies.ShouldBeTrue(), d => d.Proof.SkipLast(1).ShouldAllBe(r => !r.Applies));
        decision.Proof.Select(r => r.Rule).ShouldBe(Enumerable.Range(1, decision.Proof.Count).Select(n => $"D41.{n}"));
    }

    [Fact]
    public void D41_1_a_disputed_charge_is_denied_and_goes_to_an_executive() =>
        Expect(Year with { Disputed = true, AlreadyRefunded = 12000 }, RefundOutcome.Denied, 0, RefundApproval.Executive, "D41.1");

    [Theory]
    [InlineData(12000)]
    [InlineData(12001)]
    public void D41_2_nothing_left_is_denied(long refunded) =>
        Expect(Year with { AlreadyRefunded = refunded }, RefundOutcome.Denied, 0, RefundApproval.None, "D41.2");

    [Fact]
    public void D41_2_nothing_paid_is_nothing_left() =>
        Expect(Month with { AmountPaid = 0 }, RefundOutcome.Denied, 0, RefundApproval.None, "D41.2");

    [Fact]
    public void D41_3_what_only_a_person_can_judge_is_case_by_case()
    {
        RefundFacts[] cases =
        [
            Month with { Interval = BillingInterval.OneTime },
            Month with { Interval = BillingInterval.OneTime, PeriodStart = null, PeriodEnd = null },
            Month with { Cancel = false },
            Year with { Cancel = false }, // also within the 30 days of D41.4, which comes later
            Month with { RequestedAt = Utc("2026-07-01") }, // at the end of the period
            Month with { RequestedAt = Utc("2026-08-01") },
            Month with { PeriodEnd = Utc("2026-06-01") },
            Month with { PeriodEnd = Utc("2026-05-01"), RequestedAt = Utc("2026-04-01") },
        ];
        foreach (var facts in cases) Expect(facts, RefundOutcome.CaseByCase, null, RefundApproval.SecondFinance, "D41.3");
    }

    [Theory]
    [InlineData("2026-06-01T00:00:00Z", RefundOutcome.Full, 12000)]
    [InlineData("2026-07-01T00:00:00Z", RefundOutcome.Full, 12000)] // 30 × 24 h to the second
    [InlineData("2026-07-01T00:00:01Z", RefundOutcome.Prorated, 11014)] // 12000 × 28,943,999 ÷ 31,536,000 = 11013.6982…
    [InlineData("2026-05-31T00:00:00Z", RefundOutcome.Full, 12000)] // asked before the payment went through
    public void D41_4_annual_within_30_days_is_refunded_in_full(string requestedAt, RefundOutcome outcome, long amount) =>
        Expect(Year with { RequestedAt = Utc(requestedAt) }, outcome, amount, RefundApproval.None, outcome == RefundOutcome.Full ? "D41.4" : "D41.5");

    [Fact]
    public void D41_4_in_full_is_all_that_remains() =>
        Expect(Year with { AlreadyRefunded = 5001 }, RefundOutcome.Full, 6999, RefundApproval.None, "D41.4");

    [Theory]
    [InlineData("2026-06-16T00:00:00Z", 1000)] // 999.5: half away from zero
    [InlineData("2026-06-16T00:00:01Z", 999)]
    [InlineData("2026-06-01T00:00:00Z", 1999)]
    [InlineData("2026-05-20T00:00:00Z", 1999)] // before the period began: the whole of it
    [InlineData("2026-06-30T23:59:59Z", 0)] // 0.0007: prorated, nothing to issue
    public void D41_5_mid_cycle_is_prorated_by_the_second(string requestedAt, long amount) =>
        Expect(Month with { RequestedAt = Utc(requestedAt) }, RefundOutcome.Prorated, amount, RefundApproval.None, "D41.5");

    [Fact]
    public void D41_5_is_capped_at_what_remains() =>
        Expect(Month with { AlreadyRefunded = 1500 }, RefundOutcome.Prorated, 499, RefundApproval.None, "D41.5");

    [Theory]
    [InlineData("KWD", 12345, 6170)] // 6172.5 → steps of ten: 617.25 → 617
    [InlineData("BHD", 12350, 6180)] // 617.5 → 618
    [InlineData("JOD", 10, 10)] // 0.5 → 1
    [InlineData("OMR", 8, 0)] // 0.4 → 0
    [InlineData("TND", 30, 20)] // 1.5 → 2
    [InlineData("ISK", 99900, 50000)] // 499.5 → 500
    [InlineData("UGX", 99700, 49900)] // 498.5 → 499
    [InlineData("JPY", 1999, 1000)]
    [InlineData("jpy", 1999, 1000)]
    [InlineData("USD", long.MaxValue, 4611686018427387904)]
    public void D41_5_rounds_to_the_step_of_the_currency(string currency, long paid, long amount) =>
        Evaluate(Month with { Currency = currency, AmountPaid = paid }).Amount.ShouldBe(amount);

    [Fact]
    public void D41_5_rounding_up_never_passes_what_was_paid()
    {
        Evaluate(Month with { Currency = "ISK", AmountPaid = 150, RequestedAt = Month.PaidAt }).Amount.ShouldBe(150);
        Evaluate(Month with { Currency = "KWD", AmountPaid = long.MaxValue, RequestedAt = Month.PaidAt }).Amount.ShouldBe(long.MaxValue);
    }

    [Theory]
    [InlineData("USD", 20000, 0, RefundApproval.None)]
    [InlineData("USD", 20001, 0, RefundApproval.SecondFinance)]
    [InlineData("USD", 30000, 10001, RefundApproval.SecondFinance)] // 199.99 more, but 300.00 on the charge
    [InlineData("EUR", 20000, 5000, RefundApproval.None)]
    [InlineData("GBP", 17000, 0, RefundApproval.None)]
    [InlineData("GBP", 17001, 0, RefundApproval.SecondFinance)]
    [InlineData("JPY", 30000, 0, RefundApproval.None)]
    [InlineData("JPY", 30001, 0, RefundApproval.SecondFinance)]
    [InlineData("CHF", 1, 0, RefundApproval.SecondFinance)] // no row: always
    [InlineData("usd", 20000, 0, RefundApproval.None)]
    public void D42_the_limit_is_for_the_sum_refunded_on_the_charge(string currency, long paid, long refunded, RefundApproval approval) =>
        Evaluate(Year with { Currency = currency, AmountPaid = paid, AlreadyRefunded = refunded }).Approval.ShouldBe(approval);

    [Fact]
    public void D42_where_nothing_is_issued_nobody_has_to_agree() =>
        Evaluate(Month with { Currency = "CHF", RequestedAt = Utc("2026-06-30T23:59:59Z") }).Approval.ShouldBe(RefundApproval.None);

    [Fact]
    public void D41_the_proof_shows_its_work()
    {
        Evaluate(Month).ToText().ShouldBe("""
            D41.1 does not apply: the charge is not disputed
            D41.2 does not apply: of 19.99 USD paid, 0.00 USD were refunded; 19.99 USD are left
            D41.3 does not apply: a subscription that is cancelled before the end of its period
            D41.4 does not apply: the subscription is not annual
            D41.5 applies: cancelled in mid-cycle; what is unused is given back
              1999 × 1,296,000 s unused ÷ 2,592,000 s = 999.5 → 1000 (half away from zero) = 10.00 USD

            """, StringCompareShould.IgnoreLineEndings);
        Evaluate(Month with { AlreadyRefunded = 1500 }).Proof[^1].Arithmetic.ShouldEndWith("= 10.00 USD, capped at 4.99 USD left");
        Evaluate(Month with { AmountPaid = 1000, PeriodEnd = Utc("2026-06-04"), RequestedAt = Utc("2026-06-02") }).Proof[^1].Arithmetic
            .ShouldBe("1000 × 172,800 s unused ÷ 259,200 s = 666.6666… → 667 (half away from zero) = 6.67 USD");
        Evaluate(Month with { Currency = "KWD", AmountPaid = 12345 }).Proof[^1].Arithmetic
            .ShouldBe("12345 × 1,296,000 s unused ÷ 2,592,000 s = 6172.5 → 6170 (half away from zero, in steps of 10) = 6.170 KWD");
        Evaluate(Year with { AlreadyRefunded = 5001 }).Proof[^1].Arithmetic.ShouldBe("120.00 USD paid − 50.01 USD refunded = 69.99 USD");
    }

    [Fact]
    public void D41_the_customer_reads_a_sentence()
    {
        Sentence(Year).ShouldBe("You asked within 30 days of paying for the year, so we refund all of the 120.00 USD.");
        Sentence(Year with { AlreadyRefunded = 2000 }).ShouldEndWith("so we refund the 100.00 USD that had not been refunded yet.");
        Sentence(Month).ShouldBe("You cancelled before the end of the period you paid for, so we refund 10.00 USD for the time that is left of it.");
        Sentence(Month with { Disputed = true }).ShouldContain("dispute");

        static string Sentence(RefundFacts facts) => RefundSentence.For(facts, Evaluate(facts), RefundPolicy.Shipped.CurrencyOf(facts.Currency));
    }

    [Fact]
    public void D41_amounts_below_zero_are_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Evaluate(Month with { AmountPaid = -1 }));
        Should.Throw<ArgumentOutOfRangeException>(() => Evaluate(Month with { AlreadyRefunded = -1 }));
        Should.Throw<FormatException>(() => RefundPolicy.Parse("""{"version":1,"fullWithinHours":{"week":1},"currencies":{}}"""));
    }
}
