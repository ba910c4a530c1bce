using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Architecture;

/// <summary>The shape of the sources (DESIGN, Manner of the code). Each rule has a specimen that must fail.</summary>
public partial class ShapeTests
{
    private const int LongestFile = 200;
    private const int LongestPageModel = 40;

    [Fact]
    public void No_file_is_longer_than_two_hundred_lines()
    {
        SourceTree.Files.Count.ShouldBeGreaterThan(200);
        TooLong(SourceTree.Files).ShouldBeEmpty();
    }

    [Fact]
    public void No_page_model_is_longer_than_forty_lines() => Overgrown(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void No_folder_is_a_bag() => Bags(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void No_log_line_is_given_contents() => Telling(SourceTree.Files).ShouldBeEmpty();

    [Fact]
    public void Specimens_that_must_fail()
    {
        TooLong([new("Helpdesk/A.cs", string.Concat(Enumerable.Repeat("line\n", 201)))]).Count.ShouldBe(1);
        TooLong([new("Helpdesk/A.cs", string.Concat(Enumerable.Repeat("line\n", 200)))]).ShouldBeEmpty();
        Overgrown([new("Helpdesk/Features/A.cshtml.cs", "using System;\n\n" + string.Concat(Enumerable.Repeat("line;\n", 41)))]).Count.ShouldBe(1);
        Overgrown([new("Helpdesk/Features/A.cshtml.cs", "using System;\n\n" + string.Concat(Enumerable.Repeat("line;\n", 40)))]).ShouldBeEmpty();
        Bags([new("Helpdesk/Features/Helpers/A.cs", "")]).Count.ShouldBe(1);
        Telling([new("Helpdesk/A.cs", "log.LogInformation(\"{Subject}\", ticket.Subject);")]).Count.ShouldBe(1);
        Telling([new("Helpdesk/A.cs", "log.LogWarning(problem, \"It failed\");")]).Count.ShouldBe(1);
        Telling([new("Helpdesk/A.cs", "log.LogError(\"{Problem}\", problem.Message);")]).Count.ShouldBe(1);
        Telling([new("Helpdesk/A.cs", "log.LogError(\"{Problem:l}\", problem.GetType().Name);")]).ShouldBeEmpty();
    }

    /// <summary>EF writes its migrations and their snapshot by itself; nobody reads them.</summary>
    private static List<string> TooLong(IEnumerable<SourceFile> files) =>
        [.. files.Where(f => !f.Path.StartsWith("Helpdesk/Platform/Database/Migrations/", StringComparison.Ordinal) && f.Lines > LongestFile).Select(f => $"{f.Path}: {f.Lines}")];

    /// <summary>Lines that say something: no blank ones, no usings and namespace, no comments.</summary>
    private static List<string> Overgrown(IEnumerable<SourceFile> files) =>
    [
        .. files.Where(f => f.Path.EndsWith(".cshtml.cs", StringComparison.Ordinal))
            .Select(f => (f.Path, Lines: f.Text.Split('\n').Count(line => !SaysNothing().IsMatch(line))))
            .Where(f => f.Lines > LongestPageModel).Select(f => $"{f.Path}: {f.Lines}"),
    ];

    private static List<string> Bags(IEnumerable<SourceFile> files) =>
        [.. files.Select(f => f.Path).Where(p => p.Split('/')[..^1].Any(folder => folder is "Services" or "Helpers" or "Managers" or "Common" or "Models" or "Dtos" or "Interfaces"))];

    /// <summary>
    /// Calls of a logger that take an exception (its message may quote a value), its message, or a text of somebody. The watch over the
    /// embedded server tells the person at the console why it does not start; it knows no ticket.
    /// </summary>
    private static List<string> Telling(IEnumerable<SourceFile> files) =>
    [
        .. files.Where(f => f.Path != "Helpdesk/Platform/Database/EmbeddedPostgresWatch.cs")
            .SelectMany(f => Contents().Matches(f.Text).Select(m => $"{f.Path}: {m.Value}")),
    ];

    [GeneratedRegex(@"^\s*$|^using |^namespace |^\s*//", RegexOptions.NonBacktracking)]
    private static partial Regex SaysNothing();

    [GeneratedRegex(@"\blog\.Log\w+\((?:[a-z]\w*,|[^;]*\.(?:Message|Subject|Text|Body|Html|Snippet|AuthorName|AuthorEmail|Email|FileName|LastError)\b)[^;]*;", RegexOptions.NonBacktracking)]
    private static partial Regex Contents();
}
