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
