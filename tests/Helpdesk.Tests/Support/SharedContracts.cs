using Xunit;

namespace Helpdesk.Tests.Support;

/// <summary>
/// The vendors' contracts and samples, which lie beside the repository and are never copied into it: the sibling folder
/// <c>shared</c>, or the one that HELPDESK_SHARED names. A test that needs them skips, by name, where they are missing.
/// </summary>
public static class SharedContracts
{
    /// <summary>The path of a file below <c>contracts</c>; skips the test when it is not there.</summary>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(Folder(), "contracts", relative);
        Assert.SkipUnless(File.Exists(path), $"needs shared/contracts/{relative}, which lies beside the repository");
        return path;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("HELPDESK_SHARED") is { Length: > 0 } named) return named;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(System.IO.Path.Combine(root.FullName, "Helpdesk.sln"))) root = root.Parent;
        return System.IO.Path.Combine(root?.Parent?.FullName ?? AppContext.BaseDirectory, "shared");
    }
}
