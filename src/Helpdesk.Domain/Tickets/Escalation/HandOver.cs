namespace Helpdesk.Domain.Tickets;

/// <summary>What a ticket knows by itself of the hand-over checklist (D17): a beginning for whoever escalates, to be corrected.</summary>
/// <param name="Said">The customer's messages, oldest first.</param>
/// <param name="Files">Names of the files on the ticket.</param>
/// <param name="Replies">How many public replies left.</param>
public sealed record HandOverFacts(
    Plan Plan, Channel Channel, Priority Priority, Impact Impact, IReadOnlyList<string> Signals,
    IReadOnlyList<string> Said, IReadOnlyList<string> Files, int Replies, int Notes, int Calls);

public static class HandOver
{
    private const int MostLines = 5;
    private const int LongestLine = 300;

    private static readonly string[] ErrorWords = ["error", "exception", "failed", "failure", "not found", "forbidden", "timeout", "timed out", "denied", "invalid"];

    /// <returns>By slug of the checklist; what the ticket knows nothing of is left out.</returns>
    public static IReadOnlyDictionary<string, string> Known(HandOverFacts facts)
    {
        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        Add("error_messages", string.Join('\n', Errors(facts.Said)));
        Add("logs", facts.Files.Count == 0 ? "" : $"On the ticket: {string.Join(", ", facts.Files)}");
        var signals = facts.Signals.Count == 0 ? "" : $", signals: {string.Join(", ", facts.Signals).Replace('_', ' ')}";
        Add("impact", $"Business impact {Words.Slug(facts.Impact)}, priority {Words.Slug(facts.Priority)}{signals}");
        Add("tried", Tried(facts));
        Add("configuration", $"Plan {facts.Plan.Name()}, written by {(facts.Channel == Channel.Api ? "API" : Words.Slug(facts.Channel))}");
        return known;

        void Add(string slug, string text)
        {
            if (text.Length > 0) known[slug] = text;
        }
    }

    /// <summary>Lines of the customer's that speak of an error, the newest message first.</summary>
    private static IEnumerable<string> Errors(IReadOnlyList<string> said) => said.Reverse()
        .SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Where(line => !line.StartsWith('>') && ErrorWords.Any(word => line.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .Distinct(StringComparer.Ordinal).Take(MostLines).Select(line => line.Length > LongestLine ? line[..LongestLine] : line);

    private static string Tried(HandOverFacts facts)
    {
        string[] parts = [.. new[] { Count(facts.Replies, "reply", "replies"), Count(facts.Notes, "note", "notes"), Count(facts.Calls, "call", "calls") }.OfType<string>()];
        return parts.Length == 0 ? "" : $"See the thread: {string.Join(", ", parts)} of ours";
    }

    private static string? Count(int n, string one, string many) => n == 0 ? null : n == 1 ? $"1 {one}" : $"{n} {many}";
}
