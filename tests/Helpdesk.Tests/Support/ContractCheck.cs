using System.Text.Json;

namespace Helpdesk.Tests.Support;

/// <summary>
/// Compares JSON with a schema of a vendor's OpenAPI document: kinds, required and unknown properties, enums, lengths,
/// references, nullable, allOf. Not formats, patterns or anyOf.
/// </summary>
public sealed class ContractCheck(JsonElement document)
{
    /// <summary>What does not fit, each with its path; empty when all does.</summary>
    public IReadOnlyList<string> Differences(JsonElement value, JsonElement schema)
    {
        var found = new List<string>();
        Walk(value, schema, "$", found);
        return found;
    }

    private void Walk(JsonElement value, JsonElement schema, string path, List<string> found)
    {
        while (schema.TryGetProperty("$ref", out var reference)) schema = Resolve(reference.GetString()!);
        if (value.ValueKind == JsonValueKind.Null && schema.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()) return;
        if (schema.TryGetProperty("allOf", out var all)) foreach (var one in all.EnumerateArray()) Walk(value, one, path, found);
        if (schema.TryGetProperty("type", out var type) && !IsKind(value, type.GetString()!))
        {
            found.Add($"{path} is no {type.GetString()}");
            return;
        }

        if (schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(word => JsonElement.DeepEquals(word, value))) found.Add($"{path} is none of the words allowed");
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("minLength", out var least) && value.GetString()!.Length < least.GetInt32()) found.Add($"{path} is too short");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (index, item) in value.EnumerateArray().Index()) Walk(item, items, $"{path}[{index}]", found);
        if (value.ValueKind == JsonValueKind.Object) WalkObject(value, schema, path, found);
    }

    private void WalkObject(JsonElement value, JsonElement schema, string path, List<string> found)
    {
        if (schema.TryGetProperty("required", out var required))
            found.AddRange(required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"{path}.{name} is missing"));

        var hasProperties = schema.TryGetProperty("properties", out var properties);
        var isClosed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var property in value.EnumerateObject())
        {
            if (hasProperties && properties.TryGetProperty(property.Name, out var inner)) Walk(property.Value, inner, $"{path}.{property.Name}", found);
            else if (isClosed) found.Add($"{path}.{property.Name} is unknown");
        }
    }

    private JsonElement Resolve(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (at, name) => at.GetProperty(name));

    private static bool IsKind(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        _ => true,
    };
}
