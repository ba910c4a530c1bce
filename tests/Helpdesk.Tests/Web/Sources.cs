using System.Runtime.CompilerServices;

namespace Helpdesk.Tests.Web;

/// <summary>The pages as they are written, found from where this file was compiled.</summary>
internal static class Sources
{
    public static IReadOnlyList<(string Path, string Text)> Pages([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Helpdesk"));
        return [.. Directory.EnumerateFiles(root, "*.cshtml", SearchOption.AllDirectories)
            .Select(path => (Path.GetRelativePath(root, path), File.ReadAllText(path)))];
    }
}
