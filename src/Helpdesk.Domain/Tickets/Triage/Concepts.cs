namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Words that mean the same to a help desk ("money back", "reimburse", "refund"), from <c>Shipped/concepts.json</c>. They
/// let the model meet a phrasing that no example of the corpus uses.
/// </summary>
internal static class Concepts
{
    private static readonly Lazy<Phrases> All = new(Load);

    public static void Find(TokenText text, List<PhraseMatch> found) => All.Value.Find(text, found);

    /// <summary>Every word that a concept is made of.</summary>
    public static IReadOnlyList<string> Words
    {
        get
        {
            using var document = ShippedText.Json("concepts.json");
            return [.. document.RootElement.EnumerateObject().SelectMany(c => c.Value.EnumerateArray())
                .SelectMany(p => p.GetString()!.Split(' ', '|')).Select(w => w.TrimEnd('?').Replace("'", "", StringComparison.Ordinal))
                .Where(w => w.Length > 1).Distinct(StringComparer.Ordinal)];
        }
    }

    private static Phrases Load()
    {
        using var document = ShippedText.Json("concepts.json");
        var phrases = new Phrases();
        var label = 0;
        foreach (var concept in document.RootElement.EnumerateObject())
        {
            foreach (var phrase in concept.Value.EnumerateArray()) phrases.Add(label, phrase.GetString()!);
            label++;
        }

        return phrases;
    }
}
