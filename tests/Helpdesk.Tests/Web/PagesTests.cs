using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Web;

/// <summary>The content policy allows no style and no script inside a page; a slip would fail silently in the browser.</summary>
public partial class PagesTests
{
    [Fact]
    public void No_page_carries_styles_scripts_or_handlers_inline()
    {
        var pages = Sources.Pages();
        pages.ShouldNotBeEmpty();
        foreach (var (path, text) in pages)
            Inline().Matches(text).Select(m => m.Value.Trim()).ShouldBeEmpty(path);
    }

    [Theory]
    [InlineData("<p style=\"color: red\">")]
    [InlineData("<button onclick=\"go()\">")]
    [InlineData("<style>p { }</style>")]
    [InlineData("<script>go()</script>")]
    [InlineData("<a href=\"javascript:go()\">")]
    public void Specimens_that_must_fail(string page) => Inline().IsMatch(page).ShouldBeTrue();

    [Theory]
    [InlineData("<script type=\"module\" src=\"/app.js\"></script>")]
    [InlineData("<link rel=\"stylesheet\" href=\"/app.css\">")]
    [InlineData("<p title=\"only=1\">")]
    public void Specimens_that_must_pass(string page) => Inline().IsMatch(page).ShouldBeFalse();

    [Fact]
    public void No_page_asks_another_host()
    {
        foreach (var (path, text) in Sources.Pages()) AnotherHost().IsMatch(text).ShouldBeFalse(path);
        AnotherHost().IsMatch("<img src=\"https://cdn.example/a.png\">").ShouldBeTrue();
    }

    [GeneratedRegex("""\sstyle\s*=|\son[a-z]+\s*=\s*["']|<style\b|<script(?![^>]*\ssrc=)[^>]*>|javascript:""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Inline();

    [GeneratedRegex("""(?:src|href|action)="(?:https?:)?//""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnotherHost();
}
