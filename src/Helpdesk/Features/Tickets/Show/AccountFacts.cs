using System.Text.Json;

namespace Helpdesk.Features.Tickets;

/// <summary>One fact of an account with where it came from and when (§1).</summary>
public sealed record AccountFact(string Name, string Value, string Source, DateTimeOffset At);

/// <summary>Reads <c>account.facts</c> for showing; what is not there is not shown, never guessed.</summary>
public static class AccountFacts
{
    public static IReadOnlyList<AccountFact> Read(string? json)
    {
        if (json is null) return [];
        using var document = JsonDocument.Parse(json);
        return [.. document.RootElement.EnumerateObject()
            .Where(f => f.Value.ValueKind == JsonValueKind.Object && f.Value.TryGetProperty("value", out _) && f.Value.TryGetProperty("at", out _))
            .Select(f => new AccountFact(Plain(f.Name), Shown(f.Value.GetProperty("value")), f.Value.TryGetProperty("source", out var s) ? s.GetString() ?? "" : "", f.Value.GetProperty("at").GetDateTimeOffset()))];
    }

    private static string Shown(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.True => "yes", JsonValueKind.False => "no", JsonValueKind.String => value.GetString()!, _ => value.GetRawText(),
    };

    /// <summary><c>emailConfirmed</c> → "Email confirmed".</summary>
    private static string Plain(string name)
    {
        var words = string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? " " + char.ToLowerInvariant(c) : c.ToString()));
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
