namespace Helpdesk.Platform.Mail;

/// <summary>What of a mail's HTML may be shown. Everything that is not named here is left out.</summary>
internal static class SafeHtmlRules
{
    private const int LongestAddress = 4_000;
    private const int LongestPicture = 500_000;

    /// <summary>Elements without content.</summary>
    public static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "br", "hr", "wbr", "col" };

    /// <summary>Elements written as they are; of others the tags are dropped and the text stays. Links and pictures have rules of their own.</summary>
    public static readonly HashSet<string> Elements = new(StringComparer.Ordinal)
    {
        "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "dfn",
        "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small", "span",
        "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
    };

    private static readonly HashSet<string> Alignments = new(StringComparer.OrdinalIgnoreCase) { "left", "right", "center", "justify", "top", "middle", "bottom", "baseline" };
    private static readonly HashSet<string> Numbered = new(StringComparer.Ordinal) { "width", "height", "colspan", "rowspan", "span", "start" };

    /// <summary>Attributes of any allowed element, in the order written.</summary>
    public static readonly string[] Attributes = ["align", "colspan", "dir", "height", "lang", "rowspan", "span", "start", "valign", "width"];

    /// <returns>The value to write, or null when it says nothing that is allowed.</returns>
    public static string? Attribute(string name, string value) => name switch
    {
        "align" or "valign" => Alignments.Contains(value) ? value.ToLowerInvariant() : null,
        "dir" => value is "ltr" or "rtl" or "auto" ? value : null,
        "lang" => value.Length <= 35 && value.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? value : null,
        _ when Numbered.Contains(name) => Number(value),
        _ => null,
    };

    /// <summary>The address of a link, in its canonical form: http, https or mailto; null for everything else.</summary>
    public static string? Link(string? address)
    {
        if (address is null || address.Length > LongestAddress) return null;
        // Browsers drop tabs and line ends inside an address and blanks around it; any other control character is a disguise.
        var plain = string.Concat(address.Where(c => c is not ('\t' or '\n' or '\r'))).Trim(' ');
        if (plain.Any(char.IsControl)) return null;
        if (plain.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return Mailto(plain);
        return Web(plain);
    }

    /// <summary>A web address with a host and without a name or password before it (they only disguise the host).</summary>
    public static string? Web(string plain) =>
        (plain.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || plain.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        && Uri.TryCreate(plain, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0
        && uri.Scheme is "http" or "https"
            ? uri.GetComponents(UriComponents.AbsoluteUri, UriFormat.UriEscaped)
            : null;

    /// <summary>A small picture inside the mail itself, of a kind that cannot carry code.</summary>
    public static bool IsPicture(string address)
    {
        const string Base64 = ";base64,";
        if (!address.StartsWith("data:image/", StringComparison.Ordinal) || address.Length > LongestPicture) return false;
        var comma = address.IndexOf(Base64, StringComparison.Ordinal);
        return comma > 0 && address[11..comma] is "png" or "jpeg" or "gif" or "webp"
            && address.AsSpan(comma + Base64.Length).IndexOfAnyExcept(Letters) < 0;
    }

    private static readonly System.Buffers.SearchValues<char> Letters =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    /// <summary>Only the address: a subject or a body put there by the sender is not ours to send.</summary>
    private static string? Mailto(string plain)
    {
        var address = plain[7..].Split('?')[0];
        return address.Length is > 2 and < 255 && address.Contains('@', StringComparison.Ordinal)
            && address.All(c => char.IsAsciiLetterOrDigit(c) || c is '@' or '.' or '-' or '_' or '+')
                ? "mailto:" + address
                : null;
    }

    /// <summary>Up to four digits, and a per cent sign.</summary>
    private static string? Number(string value)
    {
        var digits = value.EndsWith('%') ? value[..^1] : value.EndsWith("px", StringComparison.Ordinal) ? value[..^2] : value;
        return digits.Length is > 0 and <= 4 && digits.All(char.IsAsciiDigit) ? value.EndsWith('%') ? value : digits : null;
    }
}
