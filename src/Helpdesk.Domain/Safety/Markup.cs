using System.Collections.Frozen;
using System.Net;

namespace Helpdesk.Domain.Safety;

/// <summary>What HTML a mail may hide a word in (D8): tags and entities, recognised one at a time in bounded steps.</summary>
internal static class Markup
{
    private const int LongestEntity = 12;

    private static readonly FrozenSet<string> Blocks = FrozenSet.ToFrozenSet(
        ["p", "div", "br", "li", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr", "body", "html", "head", "section", "article", "pre"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Inline = FrozenSet.ToFrozenSet(
        ["b", "i", "u", "s", "em", "strong", "span", "a", "font", "small", "big", "sub", "sup", "mark", "del", "ins", "code", "tt", "wbr", "img", "style", "script", "title", "meta", "link", "center", "o:p", "q", "abbr", "label", "strike"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Length of the tag or comment at <paramref name="at"/>, 0 when the bracket is only a bracket.</summary>
    /// <remarks>"&lt;i want to die&gt;" is no tag: words without an equals sign after the name are text to read.</remarks>
    public static int Tag(ReadOnlySpan<char> text, int at, out bool block)
    {
        block = false;
        var rest = text[(at + 1)..];
        if (rest.StartsWith("!--"))
        {
            var close = rest.IndexOf("-->");
            // A comment that never ends hides nothing: its text is read.
            return close < 0 || close > 2000 ? 0 : close + 4;
        }

        var end = rest.IndexOfAny('>', '<');
        if (end < 0 || rest[end] == '<')
            return 0;
        var inside = rest[..end].Trim('/').Trim();
        var space = inside.IndexOfAny(' ', '\n', '\t');
        var name = space < 0 ? inside : inside[..space];
        if (name.Length is 0 or > 10)
            return 0;
        var attributes = space < 0 ? default : inside[space..];
        block = Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);
        if (!block && !Inline.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
            return 0;
        return attributes.IsEmpty || attributes.Contains('=') ? end + 2 : 0;
    }

    /// <summary>Length of the entity at <paramref name="at"/> and its text, 0 when the ampersand is only an ampersand.</summary>
    public static int Entity(ReadOnlySpan<char> text, int at, out string decoded)
    {
        decoded = "";
        var window = text.Slice(at, Math.Min(LongestEntity, text.Length - at));
        var end = window.IndexOf(';');
        if (end < 2)
            return 0;
        var raw = window[..(end + 1)].ToString();
        decoded = WebUtility.HtmlDecode(raw);
        return decoded.Length == 0 || string.Equals(decoded, raw, StringComparison.Ordinal) ? 0 : end + 1;
    }
}
