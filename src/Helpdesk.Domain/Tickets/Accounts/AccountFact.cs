using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>One fact of an account (§1): what is said, who says it, and since when it is known. A null value is known to be unknown.</summary>
/// <param name="Source">Such as <c>crm</c> or the name of an API key.</param>
public sealed record AccountFact(JsonElement Value, string Source, DateTimeOffset At)
{
    public bool IsKnown => Value.ValueKind != JsonValueKind.Null;

    /// <summary>Null when it is unknown or no text.</summary>
    public string? Text => Value.ValueKind == JsonValueKind.String ? Value.GetString() : null;
}

/// <summary>The facts of an account, by name: read from outside, and joined by age.</summary>
public static class AccountFacts
{
    private const int LongestSource = 100;
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Reads <c>{"source"?, "at"?, FACT: VALUE | {"value", "source"?, "at"?}, …}</c>. What a fact does not say about source and time
    /// is taken from the object, else from the caller.
    /// </summary>
    /// <param name="source">Who sends it, when nothing else is said.</param>
    /// <param name="problems">Every problem in a plain sentence; empty when all can be taken.</param>
    public static IReadOnlyDictionary<string, AccountFact> Read(JsonElement body, string source, DateTimeOffset now, out IReadOnlyList<string> problems)
    {
        var found = new List<string>();
        var (sender, age) = Origin(body, "", source, now, now, found);
        var facts = new Dictionary<string, AccountFact>(StringComparer.Ordinal);
        foreach (var given in body.EnumerateObject().Where(p => p.Name is not ("source" or "at")))
        {
            if (!AccountFactRules.Known.TryGetValue(given.Name, out var rule))
            {
                found.Add($"{given.Name} is no fact that is kept here.");
                continue;
            }

            var wrapped = given.Value.ValueKind == JsonValueKind.Object && given.Value.TryGetProperty("value", out _);
            var value = wrapped ? given.Value.GetProperty("value") : given.Value;
            var (from, at) = wrapped ? Origin(given.Value, given.Name + ".", sender, age, now, found) : (sender, age);
            if (rule(value) is { } problem) found.Add($"{given.Name} {problem}.");
            else facts[given.Name] = new AccountFact(value.Clone(), from, at);
        }

        problems = found;
        return facts;
    }

    /// <summary>The newer of each fact; at the same age the one that came last.</summary>
    public static IReadOnlyDictionary<string, AccountFact> Join(IReadOnlyDictionary<string, AccountFact> known, IReadOnlyDictionary<string, AccountFact> given)
    {
        var joined = new Dictionary<string, AccountFact>(known, StringComparer.Ordinal);
        foreach (var (name, fact) in given)
        {
            if (!joined.TryGetValue(name, out var before) || fact.At >= before.At) joined[name] = fact;
        }

        return joined;
    }

    private static (string Source, DateTimeOffset At) Origin(
        JsonElement said, string prefix, string source, DateTimeOffset at, DateTimeOffset now, List<string> problems)
    {
        if (said.TryGetProperty("source", out var name))
        {
            if (name.ValueKind == JsonValueKind.String && name.GetString() is { Length: > 0 and <= LongestSource } text) source = text;
            else problems.Add($"{prefix}source must be a text of 1 to {LongestSource} characters.");
        }

        if (said.TryGetProperty("at", out var time))
        {
            if (time.ValueKind != JsonValueKind.String || !time.TryGetDateTimeOffset(out var given)) problems.Add($"{prefix}at must be a time such as 2026-11-20T09:30:00Z.");
            else if (given > now + ClocksDiffer) problems.Add($"{prefix}at lies in the future.");
            else at = given.ToUniversalTime();
        }

        return (source, at);
    }
}
