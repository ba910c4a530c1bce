using System.Text.RegularExpressions;
using Helpdesk.Tests.Architecture;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

/// <summary>docs/operations.md knows every verb of the command line, and no other.</summary>
public sealed partial class VerbTests
{
    private static readonly string Operations = File.ReadAllText(Path.Combine(SourceTree.Root, "../docs/operations.md"));

    [Fact]
    public void Operations_explains_every_verb_once_and_none_that_is_gone()
    {
        var known = Verbs(Source("Helpdesk/Platform/Verbs.cs"), Arm()).Concat(Verbs(Source("Helpdesk/Platform/Cli/AccountVerbs.cs"), Other())).ToList();
        known.Count.ShouldBeGreaterThan(10);
        Verbs(Operations, Row()).ShouldBe(known, ignoreOrder: true);
    }

    [Fact]
    public void The_search_finds_verbs_in_code_and_in_the_table()
    {
        Verbs("\"check-log\" => await X(),", Arm()).ShouldBe(["check-log"]);
        Verbs("if (verb is not (\"admin\" or \"api-key\"))", Other()).ShouldBe(["admin", "api-key"]);
        Verbs("| `api-key create --name N` | Prints. |\n| `HELPDESK_URL` | x |", Row()).ShouldBe(["api-key"]);
    }

    private static string Source(string path) => SourceTree.Files.Single(f => f.Path == path).Text;

    private static IEnumerable<string> Verbs(string text, Regex expression) =>
        expression.Matches(text).SelectMany(m => m.Groups[1].Captures).Select(c => c.Value).Distinct(StringComparer.Ordinal);

    [GeneratedRegex("\"([a-z-]+)\" => await", RegexOptions.None, 1000)]
    private static partial Regex Arm();

    [GeneratedRegex("verb is not \\((?:(?: or )?\"([a-z-]+)\")+\\)", RegexOptions.None, 1000)]
    private static partial Regex Other();

    [GeneratedRegex("^\\| `([a-z-]+)[ `]", RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
