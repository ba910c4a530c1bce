using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>What each fact of an account may look like (§1). Of an API key prefix and state are kept, never the key.</summary>
internal static class AccountFactRules
{
    private static readonly string[] Platforms = ["alexa", "mobile", "web_sdk"];
    private static readonly string[] KeyStates = ["active", "revoked", "expired"];
    private static readonly string[] Consents = ["given", "pending", "missing", "withdrawn"];
    private const int LongestPrefix = 16;
    private const int MostEntries = 100;

    /// <summary>By the fact's name: the problem with a value, or null. Null stands for unknown and is fine but for the plan.</summary>
    public static IReadOnlyDictionary<string, Func<JsonElement, string?>> Known { get; } = new Dictionary<string, Func<JsonElement, string?>>(StringComparer.Ordinal)
    {
        ["email"] = OrUnknown(v => Text(v, 254) is { } t && t.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at == t.LastIndexOf('@') && at < t.Length - 1
            && !t.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)) ? null : "must be an address such as name@example.com"),
        ["name"] = OrUnknown(v => Text(v, 200) is not null ? null : "must be a text of 1 to 200 characters"),
        ["locale"] = OrUnknown(v => Text(v, 35) is { Length: >= 2 } t && t.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? null : "must be a language tag such as en-US"),
        ["zone"] = OrUnknown(v => Text(v, 60) is { } t && TimeZoneInfo.TryFindSystemTimeZoneById(t, out _) ? null : "must be a time zone such as Europe/Amsterdam"),
        ["plan"] = v => Text(v, 40) is { } t && Plans.TryParse(t, out _) ? null : "must be one of " + string.Join(", ", Plans.All.Select(p => p.Slug())),
        ["stripeCustomerId"] = OrUnknown(v => Text(v, 255) is { } t && t.StartsWith("cus_", StringComparison.Ordinal) && t.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            ? null : "must be an id of Stripe such as cus_123"),
        ["emailConfirmed"] = OrUnknown(Flag),
        ["under13"] = OrUnknown(Flag),
        ["suspended"] = OrUnknown(v => v.ValueKind == JsonValueKind.False || (v.ValueKind == JsonValueKind.Object && Only(v, "reason") && Text(Of(v, "reason"), 500) is not null)
            ? null : "must be false or {\"reason\"}"),
        ["consent"] = OrUnknown(v => Text(v, 20) is { } t && Consents.Contains(t) ? null : "must be one of " + string.Join(", ", Consents)),
        ["platforms"] = OrUnknown(v => Every(v, e => Text(e, 20) is { } t && Platforms.Contains(t)) ? null : "must be a list of " + string.Join(", ", Platforms)),
        ["apiKeys"] = OrUnknown(v => Every(v, IsKey) ? null : $"must be a list of {{\"prefix\",\"state\"}}, a prefix of at most {LongestPrefix} characters and never the key"),
        ["quotas"] = OrUnknown(v => v.ValueKind == JsonValueKind.Object && v.EnumerateObject().Count() <= MostEntries && v.EnumerateObject().All(q => IsQuota(q.Value))
            ? null : "must hold {\"used\",\"limit\"?} by name"),
    };

    private static Func<JsonElement, string?> OrUnknown(Func<JsonElement, string?> rule) => v => v.ValueKind == JsonValueKind.Null ? null : rule(v);

    private static string? Flag(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False ? null : "must be true or false";

    private static bool IsKey(JsonElement key) => key.ValueKind == JsonValueKind.Object && Only(key, "prefix", "state")
        && Text(Of(key, "prefix"), LongestPrefix) is not null && Text(Of(key, "state"), 20) is { } state && KeyStates.Contains(state);

    private static bool IsQuota(JsonElement quota) => quota.ValueKind == JsonValueKind.Object && Only(quota, "used", "limit")
        && IsCount(Of(quota, "used")) && (Of(quota, "limit").ValueKind is JsonValueKind.Null or JsonValueKind.Undefined || IsCount(Of(quota, "limit")));

    private static bool IsCount(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var count) && count >= 0;

    private static bool Every(JsonElement list, Func<JsonElement, bool> rule) =>
        list.ValueKind == JsonValueKind.Array && list.GetArrayLength() <= MostEntries && list.EnumerateArray().All(rule);

    private static bool Only(JsonElement value, params string[] names) => value.EnumerateObject().All(p => names.Contains(p.Name));

    private static JsonElement Of(JsonElement value, string name) => value.TryGetProperty(name, out var found) ? found : default;

    /// <summary>Null when it is no text, blank, too long, or holds what no table stores.</summary>
    private static string? Text(JsonElement value, int longest) => value.ValueKind == JsonValueKind.String && value.GetString() is { } text
        && !string.IsNullOrWhiteSpace(text) && text.Length <= longest && !text.Contains('\0', StringComparison.Ordinal) ? text : null;
}
