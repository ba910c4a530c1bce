using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Tests.Support;

/// <summary>Stripe's OpenAPI document: checks form-encoded requests and JSON answers against it. Skips the test where it is missing.</summary>
public sealed class StripeContract
{
    private readonly JsonElement _document = JsonDocument.Parse(File.ReadAllText(SharedContracts.Path("stripe.openapi.json"))).RootElement;

    /// <summary>What the operation does not take; empty when it takes all.</summary>
    public IReadOnlyList<string> OfRequest(string method, string path, string query, string form)
    {
        if (Operation(method, path) is not { } operation) return [$"{method} {path} is no operation"];
        var found = new List<string>();
        var named = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        if (operation.TryGetProperty("parameters", out var parameters))
            foreach (var one in parameters.EnumerateArray().Where(p => p.GetProperty("in").GetString() == "query")) named[one.GetProperty("name").GetString()!] = one.GetProperty("schema");
        foreach (var (name, value) in Tree(query))
        {
            if (named.TryGetValue(name, out var schema)) Walk(value, schema, name, found);
            else found.Add($"{name} is no parameter");
        }

        if (form.Length == 0) return found;
        var body = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/x-www-form-urlencoded").GetProperty("schema");
        Walk(Tree(form), body, "", found);
        return found;
    }

    /// <summary>What of an answer or an object does not fit its schema (<c>charge</c>, <c>event.refund.created</c>, or a list of them).</summary>
    public IReadOnlyList<string> OfObject(JsonElement value, string schema)
    {
        var check = new ContractCheck(_document);
        var shape = Schema(schema);
        return value.TryGetProperty("object", out var kind) && kind.GetString() == "list"
            ? [.. value.GetProperty("data").EnumerateArray().SelectMany(one => check.Differences(one, shape))]
            : check.Differences(value, shape);
    }

    private JsonElement Schema(string name) => _document.GetProperty("components").GetProperty("schemas").GetProperty(name);

    private JsonElement? Operation(string method, string path)
    {
        var asked = path.Split('/');
        foreach (var known in _document.GetProperty("paths").EnumerateObject().OrderBy(p => p.Name.Contains('{')))
        {
            var parts = known.Name.Split('/');
            if (parts.Length == asked.Length && parts.Zip(asked).All(p => p.First.StartsWith('{') || p.First == p.Second) && known.Value.TryGetProperty(method.ToLowerInvariant(), out var operation)) return operation;
        }

        return null;
    }

    /// <summary><c>a[b][0]=x</c> as nested objects; lists stay objects with numbers for names.</summary>
    private static JsonObject Tree(string encoded)
    {
        var tree = new JsonObject();
        foreach (var pair in encoded.Split('&', StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', 2)))
        {
            var names = Uri.UnescapeDataString(pair[0]).Replace("]", "", StringComparison.Ordinal).Split('[');
            var at = tree;
            foreach (var name in names[..^1]) at = (JsonObject)(at[name] ??= new JsonObject());
            at[names[^1]] = Uri.UnescapeDataString(pair[1]);
        }

        return tree;
    }

    private void Walk(JsonNode? value, JsonElement schema, string path, List<string> found)
    {
        while (schema.TryGetProperty("$ref", out var reference)) schema = reference.GetString()!.TrimStart('#', '/').Split('/').Aggregate(_document, (at, name) => at.GetProperty(name));
        if (schema.TryGetProperty("anyOf", out var any))
        {
            if (!any.EnumerateArray().Any(one => { var problems = new List<string>(); Walk(value, one, path, problems); return problems.Count == 0; })) found.Add($"{path} fits none of its shapes");
            return;
        }

        var type = schema.TryGetProperty("type", out var kind) ? kind.GetString() : null;
        if (value is JsonObject tree)
        {
            if (type == "array") foreach (var (index, item) in tree) Walk(item, schema.GetProperty("items"), $"{path}[{index}]", found);
            else if (type == "object") WalkObject(tree, schema, path, found);
            else found.Add($"{path} is no {type}");
            return;
        }

        var text = value!.GetValue<string>();
        var fits = type switch
        {
            "integer" => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            "number" => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
            "boolean" => text is "true" or "false",
            "object" or "array" => text.Length == 0,
            _ => true,
        };
        if (!fits) found.Add($"{path} is no {type}");
        if (type == "string" && schema.TryGetProperty("enum", out var words) && !words.EnumerateArray().Any(w => w.GetString() == text)) found.Add($"{path} is none of the words allowed");
    }

    private void WalkObject(JsonObject tree, JsonElement schema, string path, List<string> found)
    {
        schema.TryGetProperty("properties", out var properties);
        foreach (var (name, inner) in tree)
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var known)) Walk(inner, known, $"{path}.{name}", found);
            else if (!schema.TryGetProperty("additionalProperties", out var more) || more.ValueKind == JsonValueKind.False) found.Add($"{path}.{name} is unknown");
        }

        if (!schema.TryGetProperty("required", out var required)) return;
        found.AddRange(required.EnumerateArray().Select(r => r.GetString()!).Where(r => !tree.ContainsKey(r)).Select(r => $"{path}.{r} is missing"));
    }
}
