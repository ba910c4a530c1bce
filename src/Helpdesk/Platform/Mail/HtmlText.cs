using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Helpdesk.Platform.Mail;

/// <summary>The readable text of an HTML mail, for mails that bring no text of their own: screened, classified and searched.</summary>
public static class HtmlText
{
    /// <summary>Beyond this the tree is not built; tags are dropped in one pass instead.</summary>
    private const int LargestTree = 1_000_000;

    private static readonly HashSet<string> Skipped = new(StringComparer.OrdinalIgnoreCase) { "script", "style", "head", "title", "template", "noscript" };
    private static readonly HashSet<string> Blocks = new(StringComparer.OrdinalIgnoreCase)
    {
        "p", "div", "br", "li", "ul", "ol", "tr", "table", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "pre", "section", "article", "header", "footer",
    };

    public static string Of(string html)
    {
        if (html.Length > LargestTree) return Fold(WithoutTags(html));
        var text = new StringBuilder();
        // An own stack: a hostile mail nests deeper than the thread's, and NextSibling searches from the first child each time.
        var open = new Stack<(INode Node, int Child)>();
        open.Push((new HtmlParser().ParseDocument(html).DocumentElement, 0));
        while (open.TryPop(out var at))
        {
            if (at.Child == 0 && at.Node is IElement begun && Blocks.Contains(begun.LocalName)) text.Append('\n');
            if (at.Child == at.Node.ChildNodes.Length)
            {
                if (at.Node is IElement { LocalName: "p" or "li" or "div" or "tr" }) text.Append('\n');
                continue;
            }

            open.Push((at.Node, at.Child + 1));
            var child = at.Node.ChildNodes[at.Child];
            if (child.NodeType == NodeType.Text) text.Append(child.TextContent);
            else if (child is IElement element && !Skipped.Contains(element.LocalName)) open.Push((child, 0));
        }

        return Fold(text.ToString());
    }

    private static string WithoutTags(string html)
    {
        var text = new StringBuilder(html.Length);
        var inTag = false;
        foreach (var c in html)
        {
            if (c == '<') inTag = true;
            else if (c == '>' && inTag) { inTag = false; text.Append(' '); }
            else if (!inTag) text.Append(c);
        }

        return System.Net.WebUtility.HtmlDecode(text.ToString());
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
