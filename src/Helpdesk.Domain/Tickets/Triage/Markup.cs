using System.Collections.Frozen;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Takes HTML tags and entities out of a text, in one pass and linear in its length. Block tags become line ends;
/// what stands in a <c>blockquote</c> becomes lines that begin with <c>&gt;</c>, so that <see cref="MailText"/> meets one
/// form of quoted history only. Angle brackets that are no known tag stay text.
/// </summary>
internal static class Markup
{
    private static readonly FrozenSet<string> Block = new[]
    {
        "address", "article", "blockquote", "body", "br", "center", "div", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Inline = new[]
    {
        "a", "abbr", "b", "base", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "link", "mark", "meta", "o",
        "s", "small", "span", "strong", "sub", "sup", "tbody", "tfoot", "thead", "tt", "u",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string> Unseen =
        new[] { "head", "script", "style", "title" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, char> Entities = new Dictionary<string, char>(StringComparer.Ordinal)
    {
        ["amp"] = '&', ["lt"] = '<', ["gt"] = '>', ["quot"] = '"', ["apos"] = '\'', ["nbsp"] = ' ', ["rsquo"] = '’', ["lsquo"] = '‘',
        ["ldquo"] = '“', ["rdquo"] = '”', ["ndash"] = '–', ["mdash"] = '—', ["hellip"] = '…', ["euro"] = '€', ["pound"] = '£',
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static EssentialText Strip(string text)
    {
        var target = new EssentialText.Builder(text.Length);
        var lastClose = text.LastIndexOf('>');
        var quoted = 0;
        string? unseen = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '<' && i < lastClose && TagAt(text, i) is { } tag)
            {
                if (unseen is null && tag.Block) LineEnd(target, i, quoted = Quoted(tag, quoted));
                if (Unseen.Contains(tag.Name)) unseen = tag.Closing ? null : unseen ?? tag.Name;
                i = tag.End;
            }
            else if (unseen is null)
            {
                i = Character(text, i, target);
            }
        }

        return target.Build();
    }

    private static int Quoted(Tag tag, int depth) =>
        !string.Equals(tag.Name, "blockquote", StringComparison.OrdinalIgnoreCase) ? depth : Math.Max(0, depth + (tag.Closing ? -1 : 1));

    private static void LineEnd(EssentialText.Builder target, int at, int quoted)
    {
        target.Add('\n', at);
        if (quoted > 0) target.Add('>', at);
    }

    /// <returns>The index of the last character of the source that was used up.</returns>
    private static int Character(string text, int i, EssentialText.Builder target)
    {
        const int LongestEntity = 10;
        var end = text[i] == '&' ? text.AsSpan(i, Math.Min(LongestEntity, text.Length - i)).IndexOf(';') : -1;
        if (end < 2 || Decoded(text[(i + 1)..(i + end)]) is not { } decoded)
        {
            target.Add(text[i], i);
            return i;
        }

        target.Add(decoded, i);
        return i + end;
    }

    private static char? Decoded(string name)
    {
        if (name[0] != '#') return Entities.TryGetValue(name, out var known) ? known : null;
        var hex = name.Length > 1 && name[1] is 'x' or 'X';
        var parsed = hex
            ? int.TryParse(name.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, null, out var code)
            : int.TryParse(name.AsSpan(1), System.Globalization.NumberStyles.None, null, out code);
        return parsed && code is > 0 and <= char.MaxValue ? (char)code : null;
    }

    private readonly record struct Tag(string Name, bool Closing, bool Block, int End);

    /// <summary>Null when what stands here is no tag. A tag longer than 4,096 characters counts as text.</summary>
    private static Tag? TagAt(string text, int at)
    {
        const int LongestTag = 4096;
        const int LongestName = 10;
        var rest = text.AsSpan(at + 1, Math.Min(LongestTag, text.Length - at - 1));
        if (rest.StartsWith("!--", StringComparison.Ordinal))
        {
            var close = rest.IndexOf("-->", StringComparison.Ordinal);
            return close < 0 ? null : new Tag("!--", Closing: false, Block: false, at + close + 3);
        }

        var closing = rest.Length > 0 && rest[0] == '/';
        var from = closing ? 1 : 0;
        var length = 0;
        while (length < LongestName && from + length < rest.Length && char.IsAsciiLetterOrDigit(rest[from + length])) length++;
        if (length == 0) return null;
        var name = rest.Slice(from, length).ToString();
        var block = Block.Contains(name);
        if (!block && !Inline.Contains(name) && !Unseen.Contains(name)) return null;
        var end = rest.IndexOf('>');
        return end < 0 ? null : new Tag(name, closing, block, at + 1 + end);
    }
}
