using System.Net.Mail;
using System.Text.Json;

namespace Helpdesk.Sandbox.Mail;

/// <summary>Reading JSON that may hold anything: each question has an answer, and what is wrong is noted under its path.</summary>
internal static class JsonShape
{
    public static JsonElement? Get(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    /// <summary>The text, or null when absent or no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    /// <summary>The elements of an array; none when it is absent or no array.</summary>
    public static IReadOnlyList<JsonElement> Items(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Array } value ? [.. value.EnumerateArray()] : [];

    public static IReadOnlyList<JsonProperty> Properties(this JsonElement element, string name) =>
        element.Get(name) is { ValueKind: JsonValueKind.Object } value ? [.. value.EnumerateObject()] : [];

    /// <summary>The address of <c>{"email","name"?}</c>; null when it is none.</summary>
    public static MailAddress? Address(this JsonElement element) =>
        MailAddress.TryCreate(element.Text("email"), element.Text("name"), out var address) ? address : null;

    /// <summary>The contract allows no unknown property: a misspelt one would be lost in silence at the vendor.</summary>
    public static bool IsObjectOf(this JsonElement element, string path, SendGridErrors errors, params ReadOnlySpan<string> known)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            errors.Add(path, "must be an object");
            return false;
        }

        foreach (var property in element.EnumerateObject())
        {
            if (!known.Contains(property.Name)) errors.Add(path.Length == 0 ? property.Name : $"{path}.{property.Name}", "is not a property of this object");
        }

        return true;
    }

    public static void ExpectKind(this JsonElement element, string name, JsonValueKind kind, string path, SendGridErrors errors)
    {
        if (element.Get(name) is { } value && value.ValueKind != kind)
            errors.Add(path, $"must be {(kind == JsonValueKind.Array ? "an array" : kind == JsonValueKind.Object ? "an object" : "a string")}");
    }
}
