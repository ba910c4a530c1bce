using System.Numerics;
using Helpdesk.Domain.Billing;
using Shouldly;
using Xunit;

namespace Helpdesk.Domain.Tests.Billing;

/// <summary>D41 as properties over random charges; the seeds are fixed.</summary>
public class RefundProperties
{
    private static readonly string[] Currencies = ["USD", "EUR", "JPY", "KWD", "ISK", "CHF"];
    private static readonly DateTimeOffset Start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void D41_never_more_than_remains_and_never_below_zero()
    {
        var random = new Random(41);
        for (var i = 0; i < 20_000; i++)
        {
            var facts = RandomFacts(random);
            if (RefundPolicy.Shipped.Evaluate(facts).Amount is { } amount) amount.ShouldBeInRange(0, facts.Remaining);
        }
    }

    [Fact]
    public void D41_who_asks_later_never_gets_more()
    {
        var random = new Random(415);
        for (var i = 0; i < 20_000; i++)
        {
            var facts = RandomFacts(random);
            var later = facts with { RequestedAt = facts.RequestedAt.AddSeconds(random.Next(1, 5_000_000)) };
            if (RefundPolicy.Shipped.Evaluate(facts).Amount is { } now && RefundPolicy.Shipped.Evaluate(later).Amount is { } then)
                then.ShouldBeLessThanOrEqualTo(now, facts.ToString());
            else
                RefundPolicy.Shipped.Evaluate(later).Outcome.ShouldBe(RefundOutcome.CaseByCase); // a case once for a person stays one
        }
    }

    [Fact]
    public void D41_5_is_the_multiple_of_the_step_nearest_to_the_exact_fraction()
    {
        var random = new Random(4155);
        for (var i = 0; i < 20_000; i++)
        {
            var facts = RandomFacts(random) with { AlreadyRefunded = 0 };
            var decision = RefundPolicy.Shipped.Evaluate(facts);
            if (decision.Outcome != RefundOutcome.Prorated) continue;

            var (start, end) = (facts.PeriodStart!.Value, facts.PeriodEnd!.Value);
            BigInteger unused = (end - (facts.RequestedAt > start ? facts.RequestedAt : start)).Ticks;
            BigInteger period = (end - start).Ticks;
            var step = RefundPolicy.Shipped.CurrencyOf(facts.Currency).Step;
            var exact = facts.AmountPaid * unused; // over `period`
            BigInteger amount = decision.Amount!.Value;
            if (amount == facts.AmountPaid) continue; // the cap

            // |amount − exact| ≤ step / 2, and an exact half went up: all in integers, over 2 × period.
            var difference = 2 * ((amount * period) - exact);
            (difference > -step * period && difference <= step * period).ShouldBeTrue(facts.ToString());
            (amount % step).ShouldBe(BigInteger.Zero);
        }
    }

    private static RefundFacts RandomFacts(Random random)
    {
        var length = random.Next(8) == 0 ? TimeSpan.FromSeconds(random.Next(0, 100)) : TimeSpan.FromDays(random.Next(2) == 0 ? random.Next(28, 32) : 365);
        var start = Start.AddSeconds(random.Next(40_000_000));
        var paid = random.Next(4) == 0 ? random.Next(100) : random.NextInt64(1_000_000);
        return new RefundFacts(
            (BillingInterval)random.Next(3), Currencies[random.Next(Currencies.Length)], paid,
            random.Next(2) * random.NextInt64(paid + 2), start.AddSeconds(random.Next(-90_000, 90_000)),
            start, start + length, start + TimeSpan.FromTicks((long)(length.Ticks * ((random.NextDouble() * 1.2) - 0.1))),
            Disputed: random.Next(10) == 0, Cancel: random.Next(5) > 0);
    }
}
