using System.Globalization;
using System.Numerics;

namespace Helpdesk.Domain.Billing;

/// <summary>What the refund policy knows of a currency (D41.5, D42).</summary>
/// <param name="Decimals">How many digits of the minor units stand behind the point.</param>
/// <param name="Step">The smallest refund that Stripe accepts, in minor units; every refund computed is a multiple.</param>
/// <param name="Limit">Up to which sum refunded on one charge Finance issues alone, in minor units; null means never.</param>
/// <param name="ExecutiveAbove">Above which sum only an Executive approves, in minor units; null: another Finance person may, whatever the sum.</param>
public sealed record Currency(string Code, int Decimals, long Step, long? Limit, long? ExecutiveAbove = null)
{
    /// <summary><c>19.99 USD</c>, <c>3000 JPY</c>, <c>1.230 KWD</c>.</summary>
    public string Format(BigInteger minorUnits) => $"{Number(minorUnits)} {Code}";

    /// <summary>Reads <c>19.99</c> or <c>19,99</c>, never more digits than the currency has.</summary>
    /// <returns>Minor units; null when it is no such amount.</returns>
    public long? Parse(string? text)
    {
        var (whole, part) = (text ?? "").Trim().Replace(',', '.') is var plain && plain.IndexOf('.', StringComparison.Ordinal) is >= 0 and var at ? (plain[..at], plain[(at + 1)..]) : ((text ?? "").Trim(), "");
        if (whole.Length is 0 or > 12 || part.Length > Decimals || !(whole + part).All(char.IsAsciiDigit)) return null;
        return long.Parse(whole + part.PadRight(Decimals, '0'), NumberStyles.None, CultureInfo.InvariantCulture);
    }

    private string Number(BigInteger minorUnits)
    {
        if (Decimals == 0) return minorUnits.ToString(CultureInfo.InvariantCulture);
        var (whole, part) = BigInteger.DivRem(BigInteger.Abs(minorUnits), BigInteger.Pow(10, Decimals));
        return $"{(minorUnits < 0 ? "-" : "")}{whole}.{part.ToString(CultureInfo.InvariantCulture).PadLeft(Decimals, '0')}";
    }
}
