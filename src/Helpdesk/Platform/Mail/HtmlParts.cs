using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Html.Parser.Tokens.Struct;
using AngleSharp.Text;

namespace Helpdesk.Platform.Mail;

internal enum HtmlPartKind { Text, Open, Close }

/// <summary>A piece of a mail's HTML: decoded text, or the lower-case name of a tag.</summary>
internal readonly record struct HtmlPart(HtmlPartKind Kind, string Value, HtmlTagToken? Tag = null)
{
    /// <summary>Null when the tag has no such attribute, or an empty one.</summary>
    public string? this[string attribute]
    {
        get
        {
            foreach (var given in Tag!.Attributes)
            {
                if (given.Name == attribute) return given.Value.Length == 0 ? null : given.Value;
            }

            return null;
        }
    }
}

/// <summary>
/// Reads HTML as a stream of tags and text, never as a tree: a hostile mail can make a tree deep, or make the parser copy open
/// elements without end, but a stream is as long as its source. What it does not do: nest, repair, or judge what is allowed.
/// </summary>
internal static class HtmlParts
{
    private const int MostAttributes = 24;
    private const int LongestName = 16;

    /// <summary>Left out with everything inside: code, other languages, and what no mail program shows.</summary>
    private static readonly HashSet<string> Dropped = new(StringComparer.Ordinal)
    {
        "script", "style", "title", "template", "iframe", "noembed", "noframes", "svg", "math",
    };

    public static IEnumerable<HtmlPart> Read(string html)
    {
        using var tokens = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true, DisableElementPositionTracking = true };
        // The tokenizer compares every two attributes of a tag: ten thousand of them are cut off where they begin.
        tokens.ShouldEmitAttribute = Bounded;
        string? dropped = null;
        var depth = 0;
        while (tokens.Get() is { Type: not HtmlTokenType.EndOfFile } token)
        {
            if (token.Type == HtmlTokenType.Character && dropped is null) yield return new HtmlPart(HtmlPartKind.Text, token.Data);
            if (token.Type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag)) continue;

            var begins = token.Type == HtmlTokenType.StartTag;
            var name = token.Name;
            tokens.State = begins ? StateAfter(name) : HtmlParseMode.PCData;
            if (dropped is not null)
            {
                if (name == dropped) depth += begins ? 1 : -1;
                if (depth == 0) dropped = null;
                continue;
            }

            if (begins && Dropped.Contains(name))
            {
                // Only the foreign two may close themselves; "<script/>" is open.
                if (name is "svg" or "math" && token.AsTag().IsSelfClosing) continue;
                (dropped, depth) = (name, 1);
                continue;
            }

            yield return begins ? new HtmlPart(HtmlPartKind.Open, name, token.AsTag()) : new HtmlPart(HtmlPartKind.Close, name);
        }
    }

    private static bool Bounded(ref StructHtmlToken token, ReadOnlyMemory<char> name) =>
        name.Length <= LongestName && token.Attributes.Count < MostAttributes;

    /// <summary>Elements whose content is no markup, as browsers read it.</summary>
    private static HtmlParseMode StateAfter(string name) => name switch
    {
        "title" or "textarea" => HtmlParseMode.RCData,
        "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
        "script" => HtmlParseMode.Script,
        "plaintext" => HtmlParseMode.Plaintext,
        _ => HtmlParseMode.PCData,
    };
}
