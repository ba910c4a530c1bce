using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>The data files that ship inside the assembly, by the path they have under <c>Shipped/</c>.</summary>
internal static class ShippedText
{
    private const string Root = "Shipped/";

    public static Stream Open(string path) =>
        typeof(ShippedText).Assembly.GetManifestResourceStream(Root + path)
        ?? throw new InvalidOperationException($"The assembly ships no {Root}{path}.");

    /// <summary>Paths of all shipped files under a folder, in ordinal order.</summary>
    public static IReadOnlyList<string> Under(string folder) =>
        [.. typeof(ShippedText).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Root + folder + "/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => name[Root.Length..])];

    public static JsonDocument Json(string path)
    {
        using var stream = Open(path);
        return JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
    }
}
