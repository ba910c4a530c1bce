using System.Collections.Frozen;
using System.Reflection;
using System.Security.Cryptography;

namespace Helpdesk.Web;

/// <summary>
/// Styles, icons and scripts, shipped inside the assembly under one address: <c>/assets/{version}/{file}</c>. The version
/// is a hash of all of them, so a browser keeps each for a year and modules may import each other by relative names.
/// </summary>
public static class Assets
{
    private const string Root = "wwwroot/";

    private static readonly FrozenDictionary<string, byte[]> Files = Read();

    /// <summary>Eight hexadecimal digits, the same on every node that runs the same build.</summary>
    public static string Version { get; } = Hash();

    /// <summary>The file names relative to wwwroot, in order.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Files.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The scripts: app.js and the modules it imports, which pages name ahead to save a round trip.</summary>
    public static IReadOnlyList<string> Modules { get; } = [.. Names.Where(n => n.EndsWith(".js", StringComparison.Ordinal))];

    /// <summary>The style sheets in the order of the cascade: values, ground, parts, screens, widths.</summary>
    public static IReadOnlyList<string> Sheets { get; } =
        ["tokens.css", "app.css", "parts.css", "floats.css", "screens.css", "help.css", "narrow.css"];

    /// <exception cref="KeyNotFoundException">No such file was shipped: a mistyped name fails on the first page view.</exception>
    public static string Url(string name) =>
        Files.ContainsKey(name) ? $"/assets/{Version}/{name}" : throw new KeyNotFoundException($"No asset {name}");

    public static ReadOnlyMemory<byte> Read(string name) => Files[name];

    /// <summary>Public by nature: the sign-in page and the help centre need them before anybody is known.</summary>
    public static IEndpointConventionBuilder MapAssets(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/assets/{version}/{**name}", ["GET", "HEAD"], Serve).AllowAnonymous();

    private static IResult Serve(string version, string name, HttpResponse response)
    {
        if (!Files.TryGetValue(name, out var content)) return Results.NotFound();
        // While nodes of two builds run, a page of the other build asks for its own version: it gets ours and keeps nothing.
        response.Headers.CacheControl = version == Version ? "public, max-age=31536000, immutable" : "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(content, MediaType(name));
    }

    private static string MediaType(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        var other => throw new NotSupportedException($"No media type is known for {other}"),
    };

    private static FrozenDictionary<string, byte[]> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Root, StringComparison.Ordinal))
            .ToFrozenDictionary(n => n[Root.Length..].Replace('\\', '/'), n => Bytes(assembly, n), StringComparer.Ordinal);
    }

    private static byte[] Bytes(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in Files.Keys.Order(StringComparer.Ordinal)) hash.AppendData(Files[name]);
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..8];
    }
}
