using Helpdesk.Domain.Billing;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Billing;

public class RefundPolicySheetTests
{
    private const string Text = """{"version":1,"fullWithinHours":{"year":720},"currencies":{"JPY":{"limit":30000,"decimals":0},"USD":{"limit":20000},"KWD":{"decimals":3,"step":10}}}""";

    [Fact]
    public void D42_a_new_version_changes_what_was_changed_and_keeps_what_stripe_prescribes()
    {
        var before = RefundPolicySheet.Read(Text);
        before.FullWithinDays.ShouldBe(30);
        before.Limits["KWD"].ShouldBeNull();
        var sheet = before with { Version = 2, FullWithinDays = 14, Limits = new Dictionary<string, long?> { ["USD"] = 25_000, ["JPY"] = null, ["KWD"] = null, ["CHF"] = 18_000 } };
        sheet.Problems().ShouldBeEmpty();
        sheet.SaysTheSame(before).ShouldBeFalse();
        var policy = RefundPolicy.Parse(sheet.On(Text));
        (policy.Version, policy.CurrencyOf("USD").Limit, policy.CurrencyOf("JPY").Limit, policy.CurrencyOf("CHF").Limit, policy.CurrencyOf("KWD").Step, policy.CurrencyOf("JPY").Decimals).ShouldBe((2, 25_000L, (long?)null, 18_000L, 10L, 0));
        sheet.Against(before, policy).ShouldBe(["annual in full within 30 → 14 days", "USD 200.00 USD → 250.00 USD", "JPY 30000 JPY → always a second person", "CHF always a second person → 180.00 CHF"]);
        before.SaysTheSame(RefundPolicySheet.Read(before.On(Text))).ShouldBeTrue();
    }

    [Fact]
    public void D42_nonsense_is_refused_in_words()
    {
        var sheet = new RefundPolicySheet(2, 400, new Dictionary<string, long?> { ["usd"] = 1, ["EUR"] = -1 });
        sheet.Problems().Count.ShouldBe(3);
    }

    [Fact]
    public void D42_above_the_sum_that_the_policy_names_only_an_executive_approves()
    {
        var before = RefundPolicySheet.Read(Text);
        var sheet = before with { Version = 2, ExecutiveAbove = new Dictionary<string, long> { ["USD"] = 100_000 } };
        sheet.Problems().ShouldBeEmpty();
        sheet.SaysTheSame(before).ShouldBeFalse();
        var policy = RefundPolicy.Parse(sheet.On(Text));
        sheet.Against(before, policy).ShouldBe(["USD an Executive above no sum → 1000.00 USD"]);
        RefundPolicySheet.Read(sheet.On(Text)).ExecutiveAbove["USD"].ShouldBe(100_000);
        (sheet with { ExecutiveAbove = new Dictionary<string, long> { ["USD"] = 19_999 } }).Problems().ShouldHaveSingleItem();

        var paid = new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);
        RefundFacts Facts(long amount, long before) => new(BillingInterval.Year, "usd", amount, before, paid, paid, paid.AddYears(1), paid.AddDays(3), false, Cancel: true);
        foreach (var (amount, refunded, expected) in new[] { (20_000L, 0L, RefundApproval.None), (20_001L, 0L, RefundApproval.SecondFinance), (100_000L, 0L, RefundApproval.SecondFinance), (100_001L, 0L, RefundApproval.Executive), (150_000L, 60_000L, RefundApproval.Executive) })
            policy.Evaluate(Facts(amount, refunded)).Approval.ShouldBe(expected, $"{amount} after {refunded}");
        RefundPolicy.Shipped.Evaluate(Facts(100_000_000, 0)).Approval.ShouldBe(RefundApproval.SecondFinance, "shipped: no such sum");

        var (finance, other) = (Guid.NewGuid(), Guid.NewGuid());
        RefundRules.Approving(RefundState.Waiting, other, finance, finance, RefundApproval.Executive, isExecutive: false).ShouldNotBeNull().ShouldContain("Executive");
        RefundRules.Approving(RefundState.Waiting, other, finance, finance, RefundApproval.Executive, isExecutive: true).ShouldBeNull();
        RefundRules.Approving(RefundState.Waiting, other, finance, finance, RefundApproval.SecondFinance, isExecutive: false).ShouldBeNull();
        RefundRules.Approving(RefundState.Waiting, finance, finance, finance, RefundApproval.Executive, isExecutive: true).ShouldNotBeNull();
    }

    [Theory]
    [InlineData("19.99", 1_999L)]
    [InlineData("19,9", 1_990L)]
    [InlineData("20", 2_000L)]
    [InlineData(" 0.01 ", 1L)]
    [InlineData("1.999", null)]
    [InlineData("-1", null)]
    [InlineData("1e3", null)]
    [InlineData("", null)]
    [InlineData(".5", null)]
    [InlineData("9999999999999", null)]
    public void D41_3_an_amount_is_read_to_the_minor_unit(string text, long? minor) => RefundPolicy.Shipped.CurrencyOf("USD").Parse(text).ShouldBe(minor);
}
