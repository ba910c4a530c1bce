using System.Runtime.CompilerServices;

namespace Helpdesk.Tests.Architecture;

/// <summary>A file of the product as it is written; the path is relative to <c>src</c>.</summary>
internal sealed record SourceFile(string Path, string Text)
{
    public int Lines => Text.AsSpan().Count('\n') + (Text.Length > 0 && Text[^1] != '\n' ? 1 : 0);

    /// <summary><c>Features/Tickets</c>, <c>Platform/Mail</c>: whose file it is.</summary>
    public string Module => string.Join('/', Path.Split('/').Skip(1).Take(2));
}

/// <summary>The sources of the product, found from where this file was compiled.</summary>
internal static class SourceTree
{
    private static readonly string[] Written = [".cs", ".cshtml", ".js", ".css"];

    public static string Root { get; } = Find();

    public static IReadOnlyList<SourceFile> Files { get; } =
    [
        .. Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(f => Written.Contains(Path.GetExtension(f)) && !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Select(f => new SourceFile(Path.GetRelativePath(Root, f).Replace('\\', '/'), File.ReadAllText(f)))
            .OrderBy(f => f.Path, StringComparer.Ordinal),
    ];

    private static string Find([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src"));
}
