using System.Globalization;
using System.Numerics;

namespace Helpdesk.Domain.Billing;

/// <summary>
/// Amount paid × unused ÷ period, as an exact fraction, rounded once (D41.5). Time is taken in ticks, so fractions of a second
/// count; nothing is ever a floating-point number.
/// </summary>
internal readonly record struct Proration(long AmountPaid, TimeSpan Unused, TimeSpan Period, Currency Currency)
{
    private BigInteger Numerator => (BigInteger)AmountPaid * Unused.Ticks;

    private BigInteger Denominator => Period.Ticks;

    /// <summary>To the nearest step of the currency, half away from zero; minor units.</summary>
    public BigInteger Rounded
    {
        get
        {
            var step = Denominator * Currency.Step;
            // Never negative, so half away from zero is half up: floor(x + 1/2).
            return ((Numerator * 2) + step) / (step * 2) * Currency.Step;
        }
    }

    /// <summary><c>1999 × 1,296,000 s unused ÷ 2,592,000 s = 999.5 → 1000 (half away from zero) = 10.00 USD</c>.</summary>
    public override string ToString()
    {
        var step = Currency.Step == 1 ? "" : $", in steps of {Currency.Step}";
        return $"{AmountPaid} × {Seconds(Unused)} s unused ÷ {Seconds(Period)} s {Quotient()} → {Rounded} (half away from zero{step}) = {Currency.Format(Rounded)}";
    }

    private string Quotient()
    {
        const int places = 4;
        var scaled = BigInteger.DivRem(Numerator * BigInteger.Pow(10, places), Denominator, out var rest);
        var digits = scaled.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        return rest.IsZero ? $"= {Decimal(digits, places)}" : $"= {digits[..^places]}.{digits[^places..]}…";
    }

    private static string Decimal(string digits, int places) => $"{digits[..^places]}.{digits[^places..]}".TrimEnd('0').TrimEnd('.');

    private static string Seconds(TimeSpan time)
    {
        var (whole, rest) = Math.DivRem(time.Ticks, TimeSpan.TicksPerSecond);
        return whole.ToString("N0", CultureInfo.InvariantCulture) + (rest == 0 ? "" : $".{rest:D7}".TrimEnd('0'));
    }
}
