using System.Text;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The raw header block of a mail, unfolded. One pass, bounded: a block of ten thousand lines costs what its bytes cost.
/// </summary>
public sealed class MailHeaders
{
    private const int MostHeaders = 2_000;
    private const int LongestValue = 64 * 1024;
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    public static MailHeaders Parse(string block)
    {
        var headers = new MailHeaders();
        string? name = null;
        var value = new StringBuilder();
        foreach (var line in block.AsSpan().EnumerateLines())
        {
            if (line.IsEmpty) break;
            if (line[0] is ' ' or '\t')
            {
                if (name is not null) Append(value.Append(' '), line);
                continue;
            }

            headers.Keep(name, value);
            if (headers._values.Count == MostHeaders) return headers;
            var colon = line.IndexOf(':');
            name = colon > 0 ? line[..colon].Trim().ToString() : null;
            if (name is not null) Append(value, line[(colon + 1)..]);
        }

        headers.Keep(name, value);
        return headers;
    }

    /// <summary>Empty when the mail has none. Of several, the first counts: those below were added by whoever wants to confuse.</summary>
    public string this[string name] => _values.GetValueOrDefault(name) ?? "";

    private static void Append(StringBuilder value, ReadOnlySpan<char> more)
    {
        var room = Math.Max(0, LongestValue - value.Length);
        more = more.Trim();
        value.Append(more.Length > room ? more[..room] : more);
    }

    private void Keep(string? name, StringBuilder value)
    {
        if (name is not null) _values.TryAdd(name, value.ToString());
        value.Clear();
    }
}

/// <summary>A display name and an address as they stand in a decoded From field.</summary>
public sealed record FromField(string Name, string Address)
{
    /// <summary>Null when no usable address is in the text.</summary>
    public static FromField? Parse(string text)
    {
        var open = text.LastIndexOf('<');
        var close = open < 0 ? -1 : text.IndexOf('>', open);
        var address = (close > open ? text[(open + 1)..close] : text).Trim().Trim('"');
        var name = (close > open ? text[..open] : "").Trim().Trim('"').Trim();
        return IsAddress(address) ? new FromField(PlainText.Cut(name, 200), address) : null;
    }

    /// <summary>Good enough to answer to: one @, something before it, a domain after it, no blanks or control characters.</summary>
    public static bool IsAddress(string address)
    {
        var at = address.IndexOf('@', StringComparison.Ordinal);
        return address.Length is > 2 and <= 254 && at > 0 && at == address.LastIndexOf('@') && at < address.Length - 1
            && !address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or ',' or ';' or '(' or ')');
    }
}
