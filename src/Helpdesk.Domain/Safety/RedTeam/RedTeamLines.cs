using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>One phrase to be tried; <paramref name="Expected"/> is null when the line does not say what should happen.</summary>
/// <param name="Line">Counted from 1.</param>
public sealed record RedTeamPhrase(int Line, string Text, Expectation? Expected);

/// <summary>A line that cannot be read. The sentence does not quote the line.</summary>
public sealed record RedTeamProblem(int Line, string Why);

/// <summary>
/// Phrases as people type or upload them: one to a line, or JSON lines <c>{"text","kind"?,"severity"?,"expect"?}</c>. A line of JSON
/// with a kind or severity is to fire so; <c>"expect"</c> is <c>fires</c> or <c>nothing</c>.
/// </summary>
public static class RedTeamLines
{
    /// <summary>Phrases of one run.</summary>
    public const int Most = 500;

    /// <summary>Characters of one phrase.</summary>
    public const int Longest = 20_000;

    public static (IReadOnlyList<RedTeamPhrase> Phrases, IReadOnlyList<RedTeamProblem> Problems) Read(string text)
    {
        var phrases = new List<RedTeamPhrase>();
        var problems = new List<RedTeamProblem>();
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0) continue;
            if (phrases.Count == Most)
            {
                problems.Add(new(number, $"Only the first {Most} phrases were tried."));
                break;
            }

            if (line.Length > Longest) problems.Add(new(number, $"Line {number} is longer than {Longest:N0} characters and was left out."));
            else if (line[0] != '{') phrases.Add(new(number, line, null));
            else if (Json(line, number, problems) is { } phrase) phrases.Add(phrase);
        }

        return (phrases, problems);
    }

    /// <summary>The phrases that ship with the product, with what is known of them: incidents and harmless look-alikes.</summary>
    internal static IEnumerable<RedTeamCase> Shipped()
    {
        foreach (var path in ShippedText.Under("red-team"))
        {
            using var reader = new StreamReader(ShippedText.Open(path));
            while (reader.ReadLine() is { } line)
            {
                if (Json(line, 0, []) is { } phrase) yield return new(phrase.Text, new Expectation(phrase.Expected is { Fires: true }));
            }
        }
    }

    private static RedTeamPhrase? Json(string line, int number, List<RedTeamProblem> problems)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            if (Field(row, "text") is not { } text || string.IsNullOrWhiteSpace(text))
            {
                problems.Add(new(number, $"Line {number} is JSON without \"text\"."));
                return null;
            }

            var (kind, severity, expect) = (Field(row, "kind"), Field(row, "severity"), Field(row, "expect"));
            SafetyKind? known = Words.TryParse(kind, out SafetyKind k) ? k : null;
            Severity? bad = Words.TryParse(severity, out Severity s) ? s : null;
            if (kind is not null && known is null) problems.Add(new(number, $"Line {number} names a kind that does not exist."));
            else if (severity is not null && bad is null) problems.Add(new(number, $"Line {number} names a severity that does not exist."));
            else if (expect is not (null or "fires" or "nothing")) problems.Add(new(number, $"Line {number}: \"expect\" is \"fires\" or \"nothing\"."));
            else return new(number, text, expect == "nothing" ? Expectation.Silence : known is null && bad is null && expect is null ? null : new(true, known, bad));
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            problems.Add(new(number, $"Line {number} begins like JSON and is none."));
        }

        return null;
    }

    private static string? Field(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value.GetString() : null;
}
