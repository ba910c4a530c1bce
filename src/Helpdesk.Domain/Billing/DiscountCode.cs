namespace Helpdesk.Domain.Billing;

/// <summary>A discount code as Stripe tells it (D45a). Amounts in minor units, currencies upper case.</summary>
/// <param name="Active">The code's own switch, and the coupon's.</param>
/// <param name="Customer">The only customer who may use it; null: everybody.</param>
/// <param name="PercentOff">Null where an amount is taken off.</param>
/// <param name="Products">The only products it applies to; empty: all.</param>
/// <param name="Left">Redemptions left; null: without limit.</param>
/// <param name="Until">The earlier of the code's and the coupon's end; null: none.</param>
/// <param name="MinimumAmount">Of the order, in <paramref name="MinimumCurrency"/>.</param>
public sealed record DiscountCode(
    string Code, bool Active, string? Customer, decimal? PercentOff, long? AmountOff, string? Currency, string Duration, int? Months, IReadOnlyList<string> Products,
    long? Left, DateTimeOffset? Until, bool FirstTimeOnly, long? MinimumAmount, string? MinimumCurrency);

/// <summary>Whether a customer can use a discount code, and why not (D45a).</summary>
public static class DiscountRules
{
    /// <summary>Every reason against it in a plain sentence; empty when it can be used.</summary>
    /// <param name="customer">Stripe's id; null when nobody is known.</param>
    /// <param name="currency">What the customer pays in; null when nothing is known.</param>
    /// <param name="product">What the customer has; null when nothing is known.</param>
    public static IReadOnlyList<string> Problems(DiscountCode code, string? customer, string? currency, string? product, bool hasPaid, DateTimeOffset now)
    {
        var found = new List<string>();
        if (!code.Active) found.Add("It is switched off.");
        if (code.Until <= now) found.Add("It has expired.");
        if (code.Left <= 0) found.Add("All its redemptions are used up.");
        if (code.Customer is { } only && only != customer) found.Add("It belongs to another customer.");
        if (code.FirstTimeOnly && hasPaid) found.Add("It is for a first payment only, and this customer has paid before.");
        if (code.Products.Count > 0 && product is not null && !code.Products.Contains(product, StringComparer.Ordinal)) found.Add("It does not apply to this customer’s plan.");
        if (code.AmountOff is not null && code.Currency is { } its && currency is not null && !string.Equals(its, currency, StringComparison.OrdinalIgnoreCase)) found.Add($"It takes off an amount in {its}, and this customer pays in {currency.ToUpperInvariant()}.");
        return found;
    }

    /// <summary>What it takes off, for how long.</summary>
    /// <param name="money">Formats minor units of a currency.</param>
    public static string Worth(DiscountCode code, Func<long, string, string> money)
    {
        var off = code.PercentOff is { } percent ? $"{percent:0.##} % off" : code.AmountOff is { } amount ? $"{money(amount, code.Currency ?? "")} off" : "nothing off";
        return code.Duration switch
        {
            "forever" => off + ", for good",
            "repeating" => $"{off} for {code.Months} months",
            _ => off + ", once",
        };
    }
}
