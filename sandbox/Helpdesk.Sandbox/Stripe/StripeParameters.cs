using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>What a call asked for, from its query and its form, by the names on the wire (<c>metadata[ticket]</c>).</summary>
internal sealed class StripeParameters(string encoded, string? key)
{
    private readonly Dictionary<string, string> values = QueryHelpers.ParseQuery(encoded).ToDictionary(p => p.Key, p => p.Value.ToString(), StringComparer.Ordinal);

    /// <summary>The idempotency key.</summary>
    public string? Key => key;

    public string? this[string name] => values.GetValueOrDefault(name);

    public long? Number(string name) => long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public IEnumerable<KeyValuePair<string, string>> Under(string name) => values
        .Where(v => v.Key.StartsWith(name + "[", StringComparison.Ordinal) && v.Key.EndsWith(']'))
        .Select(v => KeyValuePair.Create(v.Key[(name.Length + 1)..^1], v.Value));

    public IReadOnlyList<string> Values(string name) => [.. Under(name).Select(v => v.Value)];
}
