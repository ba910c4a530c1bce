using System.Diagnostics;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Helpdesk.Platform.Mail;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Mail;

public sealed class SafeHtmlTests
{
    private static readonly HashSet<string> Tags = new(StringComparer.Ordinal)
    {
        "html", "head", "body", "a", "img", "abbr", "address", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "center", "cite", "code", "col", "colgroup",
        "dd", "del", "dfn", "div", "dl", "dt", "em", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "samp", "small",
        "span", "strike", "strong", "sub", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "tt", "u", "ul", "var", "wbr",
    };

    private static readonly HashSet<string> Attributes = new(StringComparer.Ordinal)
    {
        "href", "src", "alt", "title", "target", "rel", "align", "colspan", "rowspan", "dir", "height", "width", "lang", "span", "start", "valign", "data-remote",
    };

    [Fact]
    public void The_corpus_holds_at_least_120_samples() => HostileHtml.Samples.Distinct().Count().ShouldBeGreaterThanOrEqualTo(120);

    [Fact]
    public void Nothing_but_the_allow_list_comes_out_of_any_hostile_sample()
    {
        foreach (var sample in HostileHtml.Wrapped())
        {
            foreach (var images in new[] { false, true }) Walk(SafeHtml.Sanitize(sample, new SafeHtmlOptions(ShowImages: images)), sample);
        }
    }

    [Fact]
    public void Sanitising_twice_changes_nothing()
    {
        foreach (var sample in HostileHtml.Wrapped())
        {
            foreach (var images in new[] { false, true })
            {
                var options = new SafeHtmlOptions(ShowImages: images);
                var once = SafeHtml.Sanitize(sample, options);
                SafeHtml.Sanitize(once, options).ShouldBe(once, $"for: {sample}");
            }
        }
    }

    /// <summary>A browser parses the output, and what it then holds is parsed again: nothing new may appear on the way (mXSS).</summary>
    [Fact]
    public void Parsing_the_output_again_and_again_brings_nothing_new()
    {
        foreach (var sample in HostileHtml.Wrapped())
        {
            var html = SafeHtml.Sanitize(sample);
            for (var round = 0; round < 3; round++)
            {
                Walk(html, sample);
                html = new HtmlParser().ParseDocument(html).Body!.InnerHtml;
            }
        }
    }

    [Fact]
    public void Random_pieces_of_samples_in_any_order_stay_inside_the_allow_list()
    {
        var random = new Random(20261121);
        for (var i = 0; i < 3_000; i++)
        {
            var mixed = string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ =>
            {
                var s = HostileHtml.Samples[random.Next(HostileHtml.Samples.Count)];
                var from = random.Next(s.Length);
                return s[from..random.Next(from, s.Length + 1)];
            }));
            var once = SafeHtml.Sanitize(mixed);
            Walk(once, mixed);
            SafeHtml.Sanitize(once).ShouldBe(once, $"for: {mixed}");
        }
    }

    public static TheoryData<string, Func<string>> Bombs => new()
    {
        { "100,000 nested elements", () => string.Concat(Enumerable.Repeat("<div>", 100_000)) + "x" },
        { "100,000 nested different", () => string.Concat(Enumerable.Repeat("<b><i><p><table><td>", 20_000)) },
        { "formatting that a tree builder would copy", () => string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<font size={i}><b>")) + string.Concat(Enumerable.Repeat("<p>", 20_000)) },
        { "an attribute of 1 MB", () => "<p title=\"" + new string('x', 1_000_000) + "\">x</p>" },
        { "an address of 1 MB", () => "<a href=\"https://x.example/" + new string('x', 1_000_000) + "\">x</a>" },
        { "50,000 attributes", () => "<p " + string.Join(' ', Enumerable.Range(0, 50_000).Select(i => $"a{i}=1")) + ">x</p>" },
        { "1 MB of less-than", () => new string('<', 1_000_000) },
        { "1 MB of ampersands", () => new string('&', 1_000_000) },
        { "unclosed comments", () => string.Concat(Enumerable.Repeat("<!--", 250_000)) },
        { "unclosed scripts", () => string.Concat(Enumerable.Repeat("<script><!--", 80_000)) },
        { "end tags only", () => string.Concat(Enumerable.Repeat("</p></div></table>", 50_000)) },
        { "5 MB", () => string.Concat(Enumerable.Repeat("<p>word & word</p>", 280_000)) },
    };

    [Theory, MemberData(nameof(Bombs))]
    public void Bombs_are_shown_in_the_time_their_size_takes(string name, Func<string> make)
    {
        var html = make();
        // Generous, for a crowded machine: what grows with the square of its size would take hours.
        var began = Stopwatch.GetTimestamp();
        var safe = SafeHtml.Sanitize(html);
        HtmlText.Of(html);
        Stopwatch.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromSeconds(60), name);
        safe.Length.ShouldBeLessThan(1_000 + 5 * html.Length + 1);
        if (safe.Length < 300_000) Walk(safe, name);
    }

    [Fact]
    public void Plain_mail_keeps_its_shape()
    {
        const string Mail = "<html><head><title>x</title><style>p{}</style></head><body><h1>Hello</h1><p align=\"center\">A <b>bold</b> &amp; <i>brave</i> word<br>"
            + "<a href=\"https://good.example/a?b=1&amp;c=2\">a link</a></p><ul><li>one<li>two</ul><table><tr><td colspan=2>cell</table></body></html>";
        SafeHtml.Sanitize(Mail).ShouldBe(
            "<h1>Hello</h1><p align=\"center\">A <b>bold</b> &amp; <i>brave</i> word<br>"
            + "<a href=\"https://good.example/a?b=1&amp;c=2\" title=\"https://good.example/a?b=1&amp;c=2\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">a link</a></p>"
            + "<ul><li>one<li>two</li></li></ul><table><tr><td colspan=\"2\">cell</td></tr></table>");
    }

    [Fact]
    public void Pictures_of_the_mail_are_shown_and_those_of_other_hosts_are_only_offered()
    {
        var options = new SafeHtmlOptions(id => id == "logo@x" ? "/files/abc?inline=1" : null);
        SafeHtml.Sanitize("<img src=\"cid:logo@x\" alt=Logo width=20>", options).ShouldBe("<img src=\"/files/abc?inline=1\" alt=\"Logo\" width=\"20\">");
        SafeHtml.Sanitize("<img src=\"cid:other\" alt=Other>", options).ShouldBe("[Other]");
        SafeHtml.Sanitize("<img src=\"https://far.example/a.png\" alt=Map>", options).ShouldBe("<span data-remote=\"https://far.example/a.png\">[Map]</span>");
        SafeHtml.Sanitize("<img src=\"https://far.example/a.png\" alt=Map>", options with { ShowImages = true })
            .ShouldBe("<a href=\"https://far.example/a.png\" title=\"https://far.example/a.png\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">[Map]</a>");
        SafeHtml.Sanitize("<img src=\"https://far.example/pixel.gif\" width=1 height=1>", options).ShouldBeEmpty();
    }

    /// <summary>Everything a parser finds in the output is on the list: tags, attributes, schemes.</summary>
    private static void Walk(string html, string sample)
    {
        foreach (var element in new HtmlParser().ParseDocument(html).All)
        {
            Tags.ShouldContain(element.LocalName, $"for: {sample}");
            element.NamespaceUri.ShouldBe("http://www.w3.org/1999/xhtml");
            foreach (var attribute in element.Attributes) Check(element, attribute, sample);
            if (element.LocalName == "a") element.GetAttribute("rel").ShouldBe("noopener noreferrer nofollow", $"for: {sample}");
        }
    }

    private static void Check(IElement element, IAttr attribute, string sample)
    {
        Attributes.ShouldContain(attribute.Name, $"for: {sample}");
        if (attribute.Name == "src") attribute.Value.ShouldStartWith("data:image/", Case.Sensitive, $"for: {sample}");
        if (attribute.Name == "src") SafeHtml.Sanitize($"<img src=\"{attribute.Value}\">").ShouldNotBeEmpty();
        if (attribute.Name is "href" or "data-remote")
        {
            Uri.TryCreate(attribute.Value, UriKind.Absolute, out var uri).ShouldBeTrue($"for: {sample}");
            new[] { "http", "https", "mailto" }.ShouldContain(uri!.Scheme, $"for: {sample}");
            element.LocalName.ShouldBe(attribute.Name == "href" ? "a" : "span");
        }
    }
}
