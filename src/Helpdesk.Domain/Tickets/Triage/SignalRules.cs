namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Reads the signals of D11a, the high-profile list of D12 and the words of high business impact out of a text, by the
/// phrases of <c>Shipped/signals.json</c>. A phrase right after a negation ("this is no outage") does not count.
/// </summary>
internal sealed class SignalRules
{
    private const int NegationReach = 2;

    private readonly Phrases phrases = new();
    private readonly List<string> labels = [];
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly HashSet<ulong> negations = [];

    private static readonly Lazy<SignalRules> Loaded = new(() => new SignalRules());

    private SignalRules()
    {
        using var document = ShippedText.Json("signals.json");
        var root = document.RootElement;
        foreach (var word in root.GetProperty("negations").EnumerateArray()) negations.Add(Phrases.StemOf(word.GetString()!));
        foreach (var signal in root.GetProperty("signals").EnumerateObject())
        {
            if (!Signals.All.Contains(signal.Name)) throw new FormatException($"signals.json: \"{signal.Name}\" is no signal of D11a.");
            Add(signal.Name, signal.Value);
        }

        Add(Signals.HighProfileIp, root.GetProperty("highProfileIp"));
        Add(BusinessImpact.High, root.GetProperty("impactHigh"));
    }

    /// <summary>The words the phrases are made of: none of them is a slip of the finger.</summary>
    public static IEnumerable<string> Words => Loaded.Value.words;

    /// <summary>Each label once, with the first words that carry it, in the order of the text.</summary>
    public static List<(string Label, PhraseMatch Match)> Find(TokenText text)
    {
        var rules = Loaded.Value;
        var matches = new List<PhraseMatch>();
        rules.phrases.Find(text, matches);
        var found = new List<(string, PhraseMatch)>();
        var seen = new HashSet<int>();
        foreach (var match in matches)
        {
            if (!rules.IsNegated(text, match) && seen.Add(match.Label)) found.Add((rules.labels[match.Label], match));
        }

        return found;
    }

    private bool IsNegated(TokenText text, PhraseMatch match)
    {
        for (var i = Math.Max(0, match.From - NegationReach); i < match.From; i++)
        {
            if (text.Tokens[i].Sentence == text.Tokens[match.From].Sentence && negations.Contains(text.Tokens[i].Stem)) return true;
        }

        return false;
    }

    private void Add(string label, System.Text.Json.JsonElement list)
    {
        foreach (var phrase in list.EnumerateArray())
        {
            phrases.Add(labels.Count, phrase.GetString()!);
            words.UnionWith(phrase.GetString()!.Split([' ', '|', '~', '?'], StringSplitOptions.RemoveEmptyEntries));
        }

        labels.Add(label);
    }
}
