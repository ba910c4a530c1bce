using Helpdesk.Domain.Billing;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Billing;

/// <summary>D45a: what may become of a subscription, and which discount code works.</summary>
public class SubscriptionRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    private static SubscriptionFacts Facts(string status = "active", bool ends = false, string price = "price_a") => new("sub_1", "cus_1", "si_1", price, "usd", status, ends, Now.AddDays(9));

    [Theory]
    [InlineData(SubscriptionAct.AtPeriodEnd, "active", false, null, null)]
    [InlineData(SubscriptionAct.AtPeriodEnd, "active", true, null, "planned to end already")]
    [InlineData(SubscriptionAct.CancelNow, "past_due", true, null, null)]
    [InlineData(SubscriptionAct.CancelNow, "canceled", false, null, "has ended")]
    [InlineData(SubscriptionAct.GoOn, "active", true, null, null)]
    [InlineData(SubscriptionAct.GoOn, "active", false, null, "goes on already")]
    [InlineData(SubscriptionAct.ChangePlan, "active", false, "price_b", null)]
    [InlineData(SubscriptionAct.ChangePlan, "active", false, "price_a", "has this price already")]
    [InlineData(SubscriptionAct.ChangePlan, "active", false, " ", "Name the price")]
    [InlineData(SubscriptionAct.ChangePlan, "active", true, "price_b", "go on first")]
    public void D45a_only_what_changes_something_can_be_done(SubscriptionAct act, string status, bool ends, string? price, string? problem)
    {
        var found = SubscriptionRules.Problem(Facts(status, ends), act, price);
        if (problem is null) found.ShouldBeNull();
        else found.ShouldNotBeNull().ShouldContain(problem);
    }

    [Fact]
    public void D45a_what_is_done_is_not_done_again_and_what_has_changed_no_longer_holds()
    {
        SubscriptionRules.IsDone(Facts("canceled"), SubscriptionAct.CancelNow, null).ShouldBeTrue();
        SubscriptionRules.IsDone(Facts(ends: true), SubscriptionAct.CancelNow, null).ShouldBeFalse();
        SubscriptionRules.IsDone(Facts(ends: true), SubscriptionAct.AtPeriodEnd, null).ShouldBeTrue();
        SubscriptionRules.IsDone(Facts(), SubscriptionAct.GoOn, null).ShouldBeTrue();
        SubscriptionRules.IsDone(Facts("canceled"), SubscriptionAct.GoOn, null).ShouldBeFalse();
        SubscriptionRules.IsDone(Facts(price: "price_b"), SubscriptionAct.ChangePlan, "price_b").ShouldBeTrue();
        SubscriptionRules.Holds("price_a", false, Now.AddDays(9), Facts()).ShouldBeTrue();
        SubscriptionRules.Holds("price_a", false, Now.AddDays(9), Facts(ends: true)).ShouldBeFalse();
        SubscriptionRules.Holds("price_a", false, Now.AddDays(9), Facts(price: "price_b")).ShouldBeFalse();
        SubscriptionRules.Holds("price_a", false, Now.AddDays(8), Facts()).ShouldBeFalse();
    }

    private static readonly DiscountCode Good = new("SPRING25", true, null, 25, null, null, "repeating", 3, [], null, null, false, null, null);

    public static TheoryData<string, DiscountCode, string?> Codes => new()
    {
        { "good", Good with { Left = 1, Until = Now.AddSeconds(1), Customer = "cus_1", Products = ["prod_a"] }, null },
        { "off", Good with { Active = false }, "switched off" },
        { "expired", Good with { Until = Now }, "expired" },
        { "used up", Good with { Left = 0 }, "used up" },
        { "somebody else's", Good with { Customer = "cus_2" }, "another customer" },
        { "first payment", Good with { FirstTimeOnly = true }, "first payment" },
        { "other plan", Good with { Products = ["prod_b"] }, "does not apply" },
        { "other currency", Good with { PercentOff = null, AmountOff = 500, Currency = "EUR" }, "in EUR" },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public void D45a_a_code_works_or_says_why_not(string name, DiscountCode code, string? problem)
    {
        var found = DiscountRules.Problems(code, "cus_1", "usd", "prod_a", hasPaid: true, Now);
        if (problem is null) found.ShouldBeEmpty(name);
        else found.ShouldHaveSingleItem(name).ShouldContain(problem);
    }

    [Fact]
    public void D45a_what_a_code_is_worth_stands_in_words()
    {
        string Money(long amount, string currency) => $"{amount / 100m:0.00} {currency}";
        DiscountRules.Worth(Good, Money).ShouldBe("25 % off for 3 months");
        DiscountRules.Worth(Good with { PercentOff = null, AmountOff = 500, Currency = "USD", Duration = "once" }, Money).ShouldBe("5.00 USD off, once");
        DiscountRules.Worth(Good with { Duration = "forever" }, Money).ShouldBe("25 % off, for good");
    }
}
