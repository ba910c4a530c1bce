using System.Globalization;
using System.Text;

namespace Helpdesk.Domain.Safety;

/// <summary>What a report says, and nothing else of the ticket (D36: minimum necessary data).</summary>
/// <param name="Findings">What was seen, in plain words, without a repetition.</param>
/// <param name="Passages">The sentences that fired, in the words of the writer.</param>
/// <param name="Writer">Who wrote to us, with the address: how an authority reaches them.</param>
public sealed record ReportFacts(
    string Number, DateTimeOffset ArrivedAt, string Channel, SafetyKind Kind, Severity Severity, IReadOnlyList<string> Findings,
    IReadOnlyList<string> Passages, string Writer, bool MayConcernHousehold);

/// <summary>The first version of a mandatory report, as the system writes it (D36).</summary>
public static class ReportText
{
    /// <summary>Characters on each side of a finding in which its sentence must begin and end.</summary>
    private const int Reach = 400;

    public static string Of(ReportFacts facts)
    {
        var text = new StringBuilder();
        text.Append("REPORT OF A CHILD IN POSSIBLE DANGER\n\n");
        text.Append(CultureInfo.InvariantCulture, $"Our number: #{facts.Number}\n");
        text.Append(CultureInfo.InvariantCulture, $"Received: {facts.ArrivedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, {facts.Channel}\n");
        text.Append(CultureInfo.InvariantCulture, $"Judged: {facts.Severity.ToString().ToLowerInvariant()}\n\n");
        text.Append("What was seen\n");
        foreach (var finding in facts.Findings) text.Append(CultureInfo.InvariantCulture, $"- {finding}\n");
        text.Append("\nThe words that say so\n");
        foreach (var passage in facts.Passages) text.Append(CultureInfo.InvariantCulture, $"> {passage}\n");
        text.Append(CultureInfo.InvariantCulture, $"\nWho wrote to us\n{facts.Writer}\n");
        if (facts.MayConcernHousehold) text.Append("The danger may live in the same house. The account holder has not been told.\n");
        text.Append("\nThe child\nNot known from these words.\n");
        return text.ToString();
    }

    /// <summary>The sentence around a finding: what goes before and after it in the message is not the authority's business.</summary>
    /// <param name="start">UTF-16 offset, half-open with <paramref name="end"/>; a place outside the text gives an empty passage.</param>
    public static string Passage(string text, int start, int end)
    {
        if (start < 0 || end > text.Length || start >= end) return "";
        var (from, to) = (start, end);
        while (from > 0 && start - from < Reach && !EndsSentence(text[from - 1])) from--;
        while (to < text.Length && to - end < Reach && !EndsSentence(text[to - 1])) to++;
        return string.Join(' ', text[from..to].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static bool EndsSentence(char letter) => letter is '.' or '!' or '?' or '\n';
}
