using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using Helpdesk.Web;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Web;

public partial class AssetsTests
{
    [Fact]
    public void All_scripts_together_weigh_at_most_40_KB_compressed() =>
        Assets.Modules.Sum(name => Compressed(Assets.Read(name))).ShouldBeLessThanOrEqualTo(40 * 1024);

    [Fact]
    public void Every_style_sheet_is_linked_and_exists() =>
        Assets.Sheets.Order(StringComparer.Ordinal).ShouldBe(Assets.Names.Where(n => n.EndsWith(".css", StringComparison.Ordinal)));

    [Fact]
    public void No_style_or_script_asks_another_host()
    {
        foreach (var name in Assets.Names.Where(n => !n.EndsWith(".svg", StringComparison.Ordinal)))
            AnotherHost().IsMatch(Text(name)).ShouldBeFalse(name);
        AnotherHost().IsMatch("a { background: url(//cdn.example/a.png) }").ShouldBeTrue();
        AnotherHost().IsMatch("fetch('https://example.org')").ShouldBeTrue();
    }

    [Fact]
    public void Modules_import_only_what_is_shipped()
    {
        foreach (var name in Assets.Modules)
        {
            var folder = name.Contains('/') ? name[..(name.LastIndexOf('/') + 1)] : "";
            foreach (Match import in Import().Matches(Text(name)))
                Assets.Names.ShouldContain(folder + import.Groups[1].Value, $"imported by {name}");
        }
    }

    [Fact]
    public void Colours_are_named_in_the_tokens_alone()
    {
        foreach (var sheet in Assets.Sheets.Where(s => s != "tokens.css"))
            Colour().Matches(Text(sheet)).Select(m => m.Value).Where(c => !c.Contains("var(--h", StringComparison.Ordinal)).ShouldBeEmpty(sheet);
        Colour().IsMatch("color: #fff;").ShouldBeTrue();
    }

    [Fact]
    public void Icons_used_by_pages_and_scripts_are_drawn()
    {
        var drawn = Symbol().Matches(Text("icons.svg")).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        var used = Sources.Pages().SelectMany(page => UsedInPage().Matches(page.Text))
            .Concat(Assets.Modules.SelectMany(name => UsedInScript().Matches(Text(name))))
            .Select(m => m.Groups[1].Value);
        used.Except(drawn).ShouldBeEmpty();
        Enum.GetValues<SlaState>().Select(SlaWords.Icon).Except(drawn).ShouldBeEmpty();
    }

    private static string Text(string name) => Encoding.UTF8.GetString(Assets.Read(name).Span);

    private static long Compressed(ReadOnlyMemory<byte> content)
    {
        using var into = new MemoryStream();
        using (var gzip = new GZipStream(into, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(content.Span);
        return into.Length;
    }

    [GeneratedRegex("""(?:https?:)?//(?!www\.w3\.org/)[a-z0-9-]+\.[a-z]|@import|url\(\s*["']?(?:https?:)?//""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnotherHost();

    [GeneratedRegex("""(?:from|import) '\./([^']+)'""", RegexOptions.None, 1000)]
    private static partial Regex Import();

    [GeneratedRegex("""#[0-9a-f]{3,8}\b(?=\s*[;,)])|\b(?:rgb|hsl|oklch)\((?:[^()]|\([^()]*\))*\)""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex("""<symbol id="([^"]+)""", RegexOptions.None, 1000)]
    private static partial Regex Symbol();

    [GeneratedRegex("""<icon name="([a-z-]+)""", RegexOptions.None, 1000)]
    private static partial Regex UsedInPage();

    [GeneratedRegex("""\bicon\('([a-z-]+)'""", RegexOptions.None, 1000)]
    private static partial Regex UsedInScript();
}
