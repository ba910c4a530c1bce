using System.Text;

namespace Helpdesk.Platform.Mail;

/// <summary>How a mail's pictures are shown.</summary>
/// <param name="Inline">The address of the picture with a Content-ID that came with the mail; null when there is none.</param>
/// <param name="ShowImages">Offer pictures of other hosts as links. They are never loaded: loading one tells its sender who reads.</param>
public sealed record SafeHtmlOptions(Func<string, string?>? Inline = null, bool ShowImages = false);

/// <summary>
/// Writes a mail's HTML anew from what is allowed (<see cref="SafeHtmlRules"/>): known tags and attributes, balanced, all text
/// encoded. It relies on no parser's idea of a tree: no element is written whose content a browser would read in another way, so
/// the output holds the same tags whoever reads it. Second wall: the frame's own policy (MessageHtml). What it does not do: keep
/// styles, load anything, or run for longer than its source is long.
/// </summary>
public static class SafeHtml
{
    /// <summary>Beyond this many characters the tags are dropped and the text is shown.</summary>
    public const int Largest = 2_000_000;
    private const int LongestPlain = 300_000;
    private const int Deepest = 100;

    /// <summary>Attributes that mark what stands for a picture of another host.</summary>
    internal const string Remote = "data-remote";

    public static string Sanitize(string html, SafeHtmlOptions? options = null) =>
        html.Length > Largest ? Plain(html) : new Writer(options ?? new SafeHtmlOptions()).Write(html);

    private static string Plain(string html)
    {
        var text = HtmlText.Of(html);
        var output = new StringBuilder("<pre>");
        Encode(output, text.Length > LongestPlain ? text[..LongestPlain] : text);
        return output.Append("</pre>").ToString();
    }

    /// <summary>Control characters go: nobody types them, and readers disagree about them.</summary>
    private static void Encode(StringBuilder output, string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            switch (c)
            {
                case '&': output.Append("&amp;"); break;
                case '<': output.Append("&lt;"); break;
                case '>': output.Append("&gt;"); break;
                case '"': output.Append("&quot;"); break;
                case '\r': output.Append('\n'); break;
                case '\n' or '\t': output.Append(c); break;
                case var _ when char.IsControl(c) || c is '\uFFFE' or '\uFFFF': break;
                case var _ when char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]): output.Append(c).Append(text[++i]); break;
                case var _ when char.IsSurrogate(c): output.Append('\uFFFD'); break;
                default: output.Append(c); break;
            }
        }
    }

    private sealed class Writer(SafeHtmlOptions options)
    {
        private readonly StringBuilder _output = new();
        private readonly List<string> _open = [];

        public string Write(string html)
        {
            foreach (var part in HtmlParts.Read(html))
            {
                if (part.Kind == HtmlPartKind.Text) Encode(_output, part.Value);
                else if (part.Kind == HtmlPartKind.Close) Close(part.Value);
                else if (part.Value == "a") Link(part);
                else if (part.Value == "img") Picture(part);
                else if (SafeHtmlRules.Elements.Contains(part.Value)) Element(part);
            }

            CloseTo(0);
            return _output.ToString();
        }

        private void Element(HtmlPart part)
        {
            var isVoid = SafeHtmlRules.Void.Contains(part.Value);
            if (!isVoid && _open.Count == Deepest) return;
            _output.Append('<').Append(part.Value);
            if (part.Value == "span" && part[Remote] is { } remote && SafeHtmlRules.Web(remote) is { } address) Attribute(Remote, address);
            foreach (var name in SafeHtmlRules.Attributes)
            {
                if (part[name] is { } value && SafeHtmlRules.Attribute(name, value) is { } kept) Attribute(name, kept);
            }

            _output.Append('>');
            if (!isVoid) _open.Add(part.Value);
        }

        /// <summary>A link in a link closes the first, as browsers read it.</summary>
        private void Link(HtmlPart part)
        {
            Close("a");
            if (_open.Count == Deepest || SafeHtmlRules.Link(part["href"]) is not { } address) return;
            OpenLink(address);
            _open.Add("a");
        }

        private void OpenLink(string address)
        {
            _output.Append("<a");
            Attribute("href", address);
            // The reader sees where it really leads; the site learns nothing of the reader.
            Attribute("title", address.Length <= 500 ? address : address[..500]);
            _output.Append(" target=\"_blank\" rel=\"noopener noreferrer nofollow\">");
        }

        private void Picture(HtmlPart part)
        {
            var source = part["src"]?.Trim();
            if (source is null) return;
            if (source.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
            {
                if (options.Inline?.Invoke(Uri.UnescapeDataString(source[4..])) is { } ours) Image(part, ours);
                else Label(part);
            }
            else if (SafeHtmlRules.IsPicture(source))
            {
                Image(part, source);
            }
            else if (SafeHtmlRules.Link(source) is { } address && !address.StartsWith("mailto:", StringComparison.Ordinal))
            {
                Elsewhere(part, address);
            }
        }

        private void Image(HtmlPart part, string source)
        {
            _output.Append("<img");
            Attribute("src", source);
            Attribute("alt", part["alt"] ?? "");
            foreach (var name in new[] { "height", "width" })
            {
                if (part[name] is { } value && SafeHtmlRules.Attribute(name, value) is { } kept) Attribute(name, kept);
            }

            _output.Append('>');
        }

        /// <summary>A picture of another host: its words, and its address for whoever asks. One of a single point only counts readers.</summary>
        private void Elsewhere(HtmlPart part, string address)
        {
            if (part["width"] is "1" or "0" || part["height"] is "1" or "0") return;
            if (options.ShowImages && !_open.Contains("a"))
            {
                OpenLink(address);
                Label(part);
                _output.Append("</a>");
                return;
            }

            _output.Append("<span");
            Attribute(Remote, address);
            _output.Append('>');
            Label(part);
            _output.Append("</span>");
        }

        private void Label(HtmlPart part)
        {
            var words = part["alt"] is { } alt && !string.IsNullOrWhiteSpace(alt) ? alt.Trim() : "picture";
            Encode(_output, $"[{(words.Length <= 200 ? words : words[..200])}]");
        }

        private void Attribute(string name, string value)
        {
            _output.Append(' ').Append(name).Append("=\"");
            Encode(_output, value);
            _output.Append('"');
        }

        /// <summary>Closes an element and what is open inside it; an end without a beginning is dropped.</summary>
        private void Close(string name)
        {
            var at = _open.LastIndexOf(name);
            if (at >= 0) CloseTo(at);
        }

        private void CloseTo(int depth)
        {
            for (var i = _open.Count - 1; i >= depth; i--) _output.Append("</").Append(_open[i]).Append('>');
            _open.RemoveRange(depth, _open.Count - depth);
        }
    }
}
