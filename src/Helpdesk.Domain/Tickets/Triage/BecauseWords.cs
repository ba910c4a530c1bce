namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The words for which a person decided as they did (D5), as spans of the customer's text: the words themselves stay in the message,
/// which erasure can blank.
/// </summary>
public static class BecauseWords
{
    private const int Most = 12;

    /// <param name="ticked">Spans of the evidence that were ticked, such as <c>body:12-20</c>.</param>
    /// <param name="typed">Further words, one a line or with commas between.</param>
    /// <param name="speakFor">The slug of the subcategory.</param>
    /// <param name="problems">Plain sentences; empty when everything was found.</param>
    public static IReadOnlyList<Evidence> Find(
        string subject, string body, IEnumerable<string> ticked, string? typed, string speakFor, out IReadOnlyList<string> problems)
    {
        var found = new List<Evidence>();
        var wrong = new List<string>();
        foreach (var span in ticked)
        {
            if (Ticked(subject, body, span, speakFor) is { } evidence) found.Add(evidence);
            else wrong.Add("The ticked words are not in the message.");
        }

        foreach (var words in (typed ?? "").Split(['\n', ',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Typed(subject, body, words, speakFor) is { } evidence) found.Add(evidence);
            else wrong.Add($"“{words}” is not in the message. Copy the words as the customer wrote them.");
        }

        problems = [.. wrong.Distinct()];
        return [.. found.Distinct().OrderBy(e => e.Field).ThenBy(e => e.Start).Take(Most)];
    }

    private static Evidence? Ticked(string subject, string body, string span, string speakFor)
    {
        var parts = span.Split(':', '-');
        if (parts.Length != 3 || !Words.TryParse(parts[0], out TextField field)) return null;
        var text = field == TextField.Subject ? subject : body;
        return int.TryParse(parts[1], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var start)
            && int.TryParse(parts[2], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var end)
            && start < end && end <= text.Length
            ? new Evidence(field, start, end, text[start..end], speakFor)
            : null;
    }

    private static Evidence? Typed(string subject, string body, string words, string speakFor)
    {
        var at = subject.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        if (at >= 0) return new Evidence(TextField.Subject, at, at + words.Length, subject.Substring(at, words.Length), speakFor);
        at = body.IndexOf(words, StringComparison.OrdinalIgnoreCase);
        return at >= 0 ? new Evidence(TextField.Body, at, at + words.Length, body.Substring(at, words.Length), speakFor) : null;
    }
}
