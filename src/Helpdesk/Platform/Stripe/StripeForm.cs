using System.Globalization;
using System.Text;

namespace Helpdesk.Platform.Stripe;

/// <summary>
/// Parameters as Stripe reads them: nested as <c>a[b]</c>, lists indexed <c>a[0]</c>, times in unix seconds, all culture-free.
/// Null is left out; an empty text unsets a field.
/// </summary>
public sealed class StripeForm
{
    private readonly List<(string Name, string Value)> _pairs = [];

    public StripeForm Add(string name, string? value)
    {
        if (value is not null) _pairs.Add((name, value));
        return this;
    }

    public StripeForm Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public StripeForm Add(string name, bool? value) => Add(name, value switch { true => "true", false => "false", null => null });

    public StripeForm Add(string name, DateTimeOffset? value) => Add(name, value?.ToUnixTimeSeconds());

    /// <summary><c>metadata[ticket]=…</c></summary>
    public StripeForm Add(string name, IEnumerable<KeyValuePair<string, string>> map)
    {
        foreach (var (key, value) in map) Add($"{name}[{key}]", value);
        return this;
    }

    /// <summary><c>expand[0]=…</c></summary>
    public StripeForm Add(string name, IEnumerable<string> values)
    {
        foreach (var (index, value) in values.Index()) Add($"{name}[{index}]", value);
        return this;
    }

    /// <summary><c>items[0][id]=…</c>, <c>subscription_details[items][0][price]=…</c></summary>
    public StripeForm Add(string name, IEnumerable<StripeForm> items)
    {
        foreach (var (index, item) in items.Index()) Add($"{name}[{index}]", item);
        return this;
    }

    /// <summary><c>cancellation_details[comment]=…</c></summary>
    public StripeForm Add(string name, StripeForm inner)
    {
        foreach (var (key, value) in inner._pairs)
        {
            var (first, rest) = key.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? (key[..at], key[at..]) : (key, "");
            Add($"{name}[{first}]{rest}", value);
        }

        return this;
    }

    /// <summary>Brackets stay, everything else is percent-encoded.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, value) in _pairs)
        {
            if (text.Length > 0) text.Append('&');
            text.Append(Uri.EscapeDataString(name).Replace("%5B", "[", StringComparison.Ordinal).Replace("%5D", "]", StringComparison.Ordinal))
                .Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
