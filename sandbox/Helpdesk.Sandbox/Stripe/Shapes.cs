using System.Text.Json.Nodes;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>Every field that an object of Stripe always has, at its empty value (shapes.json); what is known is written over it.</summary>
internal static class Shapes
{
    private static readonly JsonObject All = Load();

    public static JsonObject New(string kind, params ReadOnlySpan<(string Name, JsonNode? Value)> known)
    {
        var made = (JsonObject)All[kind]!.DeepClone();
        foreach (var (name, value) in known) made[name] = value;
        return made;
    }

    /// <summary>A list as an answer; <paramref name="more"/> when a further page follows.</summary>
    public static JsonObject List(string url, IEnumerable<JsonObject> data, bool more = false) => new()
    {
        ["object"] = "list", ["url"] = url, ["has_more"] = more, ["data"] = new JsonArray([.. data.Select(one => one.DeepClone())]),
    };

    private static JsonObject Load()
    {
        using var stream = typeof(Shapes).Assembly.GetManifestResourceStream("shapes.json")!;
        return (JsonObject)JsonNode.Parse(stream)!;
    }
}
