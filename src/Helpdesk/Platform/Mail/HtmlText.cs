using System.Text;

namespace Helpdesk.Platform.Mail;

/// <summary>
/// All that is readable in an HTML mail, as <see cref="SafeHtml"/> shows it: screened, and the text of mails that bring none. One pass
/// over the stream of tags, so that it takes no longer than the mail is long.
/// </summary>
public static class HtmlText
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "article", "header", "footer",
    };

    public static string Of(string html)
    {
        var text = new StringBuilder(Math.Min(html.Length, 64 * 1024));
        foreach (var part in HtmlParts.Read(html))
        {
            if (part.Kind == HtmlPartKind.Text) text.Append(part.Value);
            else if (Blocks.Contains(part.Value)) text.Append('\n');
            else if (part.Value is "td" or "th") text.Append(' ');
            else if (part is { Kind: HtmlPartKind.Open, Value: "img" } && part["alt"] is { } alt) text.Append(' ').Append(alt).Append(' ');
        }

        return Fold(text.ToString());
    }

    /// <summary>Blanks folded, at most one empty line in a row.</summary>
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var empty = 0;
        foreach (var raw in text.Split('\n'))
        {
            var line = string.Join(' ', raw.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            empty = line.Length == 0 ? empty + 1 : 0;
            if (empty <= 1) folded.Append(line).Append('\n');
        }

        return folded.ToString().Trim();
    }
}
