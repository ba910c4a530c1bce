namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Finds several topics in one ticket (D7). A text that says it has more than one ("two things", "also", "1. … 2. …") is read
/// sentence by sentence too; a topic that owns a sentence counts even when the rest of the text drowns it.
/// </summary>
internal sealed class Topics
{
    /// <summary>A longer mail tells a story: its asides are no topics of their own.</summary>
    private const int MostWords = 90;
    private const int FewestWords = 3;
    private const float OwnsSentence = 0.9f;
    private const float HeardInWhole = 0.02f;
    private const float Noticeable = 0.15f;

    private static readonly Lazy<Phrases> Cues = new(Load);

    private readonly float[] whole;
    private readonly float[] best = new float[Training.Lanes];

    private Topics(float[] whole, IEnumerable<float[]> sentences)
    {
        this.whole = whole;
        foreach (var sentence in sentences)
        {
            for (var i = 0; i < best.Length; i++) best[i] = Math.Max(best[i], sentence[i]);
            foreach (var topic in Grouped) Owners[topic.Key] = Math.Max(Owners.GetValueOrDefault(topic.Key), topic.Sum(i => sentence[i]));
        }
    }

    private static readonly ILookup<int, int> Grouped = Enumerable.Range(0, Taxonomy.All.Count).ToLookup(i => TopicOrder.Rank(Taxonomy.All[i]));

    private Dictionary<int, float> Owners { get; } = [];

    /// <param name="judge">Probabilities of the subcategories for some of the text's traits.</param>
    public static Topics Of(TicketText text, float[] whole, Func<List<FeatureSeen>, float[]> judge) =>
        new(whole, SaysSeveral(text.Words) ? Sentences(text).Select(judge) : []);

    /// <summary>The topic that comes first by D7 among those the text is about; the model's answer when it is about one.</summary>
    public Subcategory Primary(Subcategory answer)
    {
        foreach (var topic in Grouped.Where(g => g.Key < TopicOrder.Rank(answer)).OrderBy(g => g.Key))
        {
            if (Owners.GetValueOrDefault(topic.Key) < OwnsSentence || topic.Sum(i => whole[i]) < HeardInWhole) continue;
            return Taxonomy.All[topic.MaxBy(i => whole[i] + best[i])];
        }

        return answer;
    }

    /// <summary>Other topics that the text speaks of, in the order of D7.</summary>
    public IReadOnlyList<Subcategory> Secondary(Subcategory primary) =>
        [.. Enumerable.Range(0, Taxonomy.All.Count)
            .Where(i => (whole[i] >= Noticeable || best[i] >= OwnsSentence) && Taxonomy.All[i] != primary)
            .OrderBy(i => TopicOrder.Rank(Taxonomy.All[i])).ThenByDescending(i => whole[i])
            .Select(i => Taxonomy.All[i])];

    private static bool SaysSeveral(TokenText words)
    {
        if (words.Tokens.Count > MostWords) return false;
        var found = new List<PhraseMatch>();
        Cues.Value.Find(words, found);
        return found.Count > 0 || (Has(words, "1") && Has(words, "2"));
    }

    private static bool Has(TokenText words, string word) => words.Tokens.Exists(t => words.Word(t).SequenceEqual(word));

    private static IEnumerable<List<FeatureSeen>> Sentences(TicketText text) => text.Seen
        .GroupBy(feature => text.Words.Tokens[feature.Token].Sentence)
        .Where(sentence => sentence.Select(f => f.Token).Distinct().Count() >= FewestWords)
        .OrderBy(sentence => sentence.Key)
        .Select(sentence => sentence.ToList());

    private static Phrases Load()
    {
        using var document = ShippedText.Json("asides.json");
        var phrases = new Phrases();
        foreach (var phrase in document.RootElement.GetProperty("several").EnumerateArray()) phrases.Add(0, phrase.GetString()!);
        return phrases;
    }
}
