using System.Text.Json;
using System.Text.Json.Nodes;

namespace Helpdesk.Domain.Safety;

/// <summary>A rule of the lexicon as Safety people write it: every list is one pattern or class a line.</summary>
/// <param name="Say">Patterns, any of which fires the rule.</param>
/// <param name="With">Each must be said within 20 words of the match.</param>
/// <param name="Without">None may be said within 7 words of the match in the same sentence.</param>
/// <param name="Unless">None may be said within 20 words of the match.</param>
/// <param name="AtMost">The whole text has at most so many words; null: any number.</param>
/// <param name="Off">Kept, but not in force.</param>
public sealed record LexiconRuleText(
    string Id, string Label, string Kind, string Severity, string Language, IReadOnlyList<string> Say, IReadOnlyList<string> With,
    IReadOnlyList<string> Without, IReadOnlyList<string> Unless, bool Household, bool Report, int? AtMost, bool Off)
{
    private const int LongestLine = 4_000;
    private const int MostLines = 100;

    /// <summary>What can be said about the rule by itself, before the lexicon is read with it; the place stands in front.</summary>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Id.Length is 0 or > 60 || !Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '_'))
            problems.Add("Name: small letters, digits, dots and underscores, at most 60, such as crisis.wants_to_die.");
        if (Label.Trim().Length is < 3 or > 120) problems.Add("Label: say in 3 to 120 characters what was seen; harmful text is folded behind it.");
        if (Language is not ("en" or "nl" or "es" or "fr" or "de")) problems.Add("Language: en, nl, es, fr or de.");
        if (Say.Count == 0) problems.Add("Said: at least one pattern, or the rule never fires.");
        if (AtMost is < 1 or > 1_000) problems.Add("At most so many words: 1 to 1,000, or empty.");
        foreach (var (name, lines) in new[] { ("Said", Say), ("With", With), ("Without", Without), ("Unless", Unless) })
        {
            if (lines.Count > MostLines) problems.Add($"{name}: at most {MostLines} lines.");
            problems.AddRange(lines.Select((line, at) => Place(line) is { } why ? $"{name}, line {at + 1}: {why}" : null).OfType<string>());
        }

        return problems;
    }

    internal static LexiconRuleText Of(JsonObject rule, bool off) => new(
        Text(rule, "id"), Text(rule, "label"), Text(rule, "kind"), Text(rule, "severity"), Text(rule, "language"),
        Lines(rule["say"]), Lines(rule["with"]), Lines(rule["without"]), Lines(rule["unless"]),
        rule["household"]?.GetValueKind() == JsonValueKind.True, rule["report"]?.GetValueKind() == JsonValueKind.True, (int?)rule["atMost"], off);

    internal JsonObject ToJson()
    {
        var rule = new JsonObject { ["id"] = Id, ["label"] = Label.Trim(), ["kind"] = Kind, ["severity"] = Severity, ["language"] = Language, ["say"] = Array(Say) };
        if (With.Count > 0) rule["with"] = Array(With);
        if (Without.Count > 0) rule["without"] = Array(Without);
        if (Unless.Count > 0) rule["unless"] = Array(Unless);
        if (Household) rule["household"] = true;
        if (Report) rule["report"] = true;
        if (AtMost is { } most) rule["atMost"] = most;
        return rule;
    }

    internal static IReadOnlyList<string> Lines(JsonNode? list) => list is JsonArray lines ? [.. lines.Select(l => (string?)l ?? "")] : [];

    internal static JsonArray Array(IEnumerable<string> lines) => [.. lines.Select(l => (JsonNode?)JsonValue.Create(l))];

    /// <summary>What the reader of patterns would stumble over without a word of its own.</summary>
    private static string? Place(string line)
    {
        if (line.Length > LongestLine) return $"longer than {LongestLine:N0} characters.";
        var depth = 0;
        foreach (var c in line)
        {
            depth += c switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth is < 0 or > 1) return "brackets stand in pairs, and none in another.";
        }

        if (depth > 0) return "a bracket is open.";
        foreach (var part in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '~' && part.Length > 1 && !(part.Length <= 3 && part.Skip(1).All(char.IsAsciiDigit))) return "~ takes a number of words, such as ~3.";
            if (part is "?" or "@" or "()" or "()?") return "a word, a class such as @child or a group such as (a|b) is missing.";
        }

        return null;
    }

    private static string Text(JsonObject rule, string name) => (string?)rule[name] ?? "";
}

/// <summary>A word class as Safety people write it: lines of words, phrases and <c>@other</c> classes, with commas between.</summary>
public sealed record LexiconClassText(string Name, IReadOnlyList<string> Lines, bool Off)
{
    private const int LongestLine = 4_000;
    private const int MostLines = 200;

    /// <inheritdoc cref="LexiconRuleText.Problems"/>
    public IReadOnlyList<string> Problems()
    {
        var problems = new List<string>();
        if (Name.Length is 0 or > 40 || !Name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            problems.Add("Name: small letters, digits and underscores, at most 40, without @.");
        if (Lines.Count is 0 or > MostLines) problems.Add($"Words: 1 to {MostLines} lines.");
        for (var at = 0; at < Lines.Count; at++)
        {
            if (Lines[at].Length > LongestLine) problems.Add($"Words, line {at + 1}: longer than {LongestLine:N0} characters.");
            if (Lines[at].IndexOfAny(['(', ')', '|', '~', '?']) >= 0) problems.Add($"Words, line {at + 1}: words with commas between; no brackets, |, ~ or ?.");
            if (Lines[at].Split(',', StringSplitOptions.TrimEntries).Contains("@")) problems.Add($"Words, line {at + 1}: the name of a class is missing after @.");
        }

        return problems;
    }
}
