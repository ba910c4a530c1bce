using System.Text.RegularExpressions;

namespace Helpdesk.Platform.Stripe;

/// <summary>What a restricted key must be allowed; docs/operations.md lists the same, and a test holds the two together.</summary>
public static partial class StripeRights
{
    private static readonly (string Path, string Read, string? Write)[] Table =
    [
        ("/v1/refunds", "Charges and Refunds: Read", "Charges and Refunds: Write"),
        ("/v1/charges", "Charges and Refunds: Read", null),
        ("/v1/customers", "Customers: Read", null),
        ("/v1/subscriptions", "Subscriptions: Read", "Subscriptions: Write"),
        ("/v1/invoices", "Invoices: Read", null),
        ("/v1/promotion_codes", "Promotion Codes: Read", null),
        ("/v1/disputes", "Disputes: Read", null),
        ("/v1/payment_methods", "PaymentMethods: Read", null),
        ("/v1/billing_portal", "Customer portal: Read", "Customer portal: Write"),
        ("/v1/events", "Events: Read", null),
    ];

    /// <summary>All that the help desk may need, once each.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Table.SelectMany(t => t.Write is null ? [t.Read] : new[] { t.Read, t.Write }).Distinct(StringComparer.Ordinal)];

    /// <summary>The right that a call needed: by Stripe's own name when it told one, else by what was called.</summary>
    public static string For(HttpMethod method, string path, string? said)
    {
        var row = Table.FirstOrDefault(t => path.StartsWith(t.Path, StringComparison.Ordinal));
        var right = row.Path is null ? path : method == HttpMethod.Get ? row.Read : row.Write ?? row.Read;
        return said is not null && RightName().Match(said) is { Success: true } named ? $"{right} ({named.Value})" : right;
    }

    [GeneratedRegex("rak_[a-z_]{1,60}", RegexOptions.NonBacktracking)]
    private static partial Regex RightName();
}
