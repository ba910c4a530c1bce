using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Safety;

/// <summary>What the form of a phrase says when it is to be kept as a case.</summary>
public sealed class KeepForm
{
    /// <summary>The line of the phrase among those typed, counted from 1.</summary>
    public int Line { get; init; }

    /// <summary><c>nothing</c>, else something is to fire.</summary>
    public string? Expect { get; init; }
    public string? Kind { get; init; }
    public string? Severity { get; init; }
    public string? Why { get; init; }

    /// <summary>The fields of the line whose button was pressed: they are named after it.</summary>
    public static KeepForm Of(IFormCollection form)
    {
        _ = int.TryParse(form["line"], System.Globalization.CultureInfo.InvariantCulture, out var line);
        return new KeepForm { Line = line, Expect = form[$"expect-{line}"], Kind = form[$"kind-{line}"], Severity = form[$"severity-{line}"], Why = form[$"why-{line}"] };
    }

    public Expectation Expected => Expect == "nothing"
        ? Expectation.Silence
        : new Expectation(true, Words.TryParse(Kind, out SafetyKind kind) ? kind : null, Words.TryParse(Severity, out Severity severity) ? severity : null);

    /// <summary>Empty when there is no such line.</summary>
    public string Phrase(string? phrases) => RedTeamLines.Read(phrases ?? "").Phrases.FirstOrDefault(p => p.Line == Line)?.Text ?? "";
}

/// <summary>Phrases come typed, as a file, or both.</summary>
internal static class UploadedPhrases
{
    private const int Longest = 1_000_000;

    public static async Task<string> Join(string? typed, IFormFile? file, CancellationToken cancel)
    {
        if (file is null || file.Length is 0 or > 4 * Longest) return typed ?? "";
        using var reader = new StreamReader(file.OpenReadStream());
        var text = Platform.Http.PlainText.Storable(await reader.ReadToEndAsync(cancel));
        return string.IsNullOrWhiteSpace(typed) ? text : $"{typed.TrimEnd()}\n{text}";
    }
}
