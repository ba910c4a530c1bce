using System.Security.Cryptography;
using System.Text;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>What the model makes of a stretch of words: how likely it is an incident, of which kind, how bad.</summary>
/// <param name="Danger">Probability, 0–1.</param>
/// <param name="From">The first word; half-open with <paramref name="To"/>.</param>
internal readonly record struct Suspicion(float Danger, SafetyKind Kind, Severity Severity, int From, int To);

/// <summary>
/// Does: hears what no list of expressions foresaw. A linear model over words, letters, the lexicon's word classes and the rules that
/// fired, learned from incidents and look-alikes; reads a text in windows of a few sentences, so that one sentence in a long mail is
/// not drowned. Deterministic, linear in the text, safe for many threads.
/// Does not: know what Safety changed in the lexicon since; the screening believes such rules without it.
/// </summary>
internal sealed class IncidentModel
{
    private const int Severities = 4;
    private const int Kinds = 5;

    /// <summary>More made no difference on cases kept apart, and every node learns at its start.</summary>
    private const int Epochs = 8;
    private const int Classes = 1 + (Kinds * Severities);

    /// <summary>Classes rounded up so that a row fills whole vectors.</summary>
    public const int Lanes = 24;

    private static readonly Lazy<IncidentModel> FromShipped = new(() => Train(IncidentExamples.ReadShipped(), Lexicon.Shipped));
    private static IncidentModel? _given;

    private readonly Tickets.Vocabulary _vocabulary;
    private readonly float[] _weights;

    private IncidentModel(Tickets.Vocabulary vocabulary, float[] weights, string version) => (_vocabulary, _weights, Version) = (vocabulary, weights, version);

    /// <summary>Learned at first use, unless it was given before (<see cref="LearnedModels"/>).</summary>
    public static IncidentModel Shipped => Volatile.Read(ref _given) ?? FromShipped.Value;

    /// <summary>Names the way of learning and what was learned from; equal versions give equal answers.</summary>
    public string Version { get; }

    /// <summary>Bytes.</summary>
    public long Size => (_weights.Length * sizeof(float)) + _vocabulary.Size;

    public static IncidentModel Train(IReadOnlyList<IncidentExample> examples, Lexicon lexicon)
    {
        var seen = new List<List<FeatureSeen>>();
        var labels = new List<int>();
        var importance = new List<float>();
        var harmless = HarmlessImportance(examples);
        foreach (var example in examples)
        {
            var (words, fields) = lexicon.Read([example.Subject, example.Text]);
            var traits = IncidentTraits.Of(words, fields, new PatternMatcher(lexicon.Patterns, words).Find(), lexicon);
            var label = example.Kind is { } kind ? 1 + ((int)kind * Severities) + (int)example.Severity : 0;
            // An incident is one as a whole; of a harmless text every part is harmless.
            foreach (var window in example.Kind is null ? Windows.Of(words).Distinct() : [new Window(0, words.Count)])
            {
                if (window.From == window.To)
                    continue;
                seen.Add(traits.FindAll(t => t.Token >= window.From && t.Token < window.To));
                labels.Add(label);
                importance.Add(example.Kind is null ? harmless[example.Language] : 1);
            }
        }

        var vocabulary = Tickets.Vocabulary.Learn(seen);
        var bags = seen.ConvertAll(s => Bag.Sum(s, vocabulary));
        return new(vocabulary, Training.Learn(bags, labels, importance, vocabulary.Count, Classes, Epochs, Lanes), VersionOf(examples));
    }

    public static void Give(IncidentModel model) => Volatile.Write(ref _given, model);

    public void Write(BinaryWriter to)
    {
        to.Write(Version);
        _vocabulary.Write(to);
        to.WriteAll<float>(_weights);
    }

    public static IncidentModel Read(BinaryReader from)
    {
        var version = from.ReadString();
        return new(Tickets.Vocabulary.Read(from), from.ReadAll<float>(), version);
    }

    /// <summary>
    /// One suspicion for each window, in the order of the text; and, for judging what the lexicon found and nothing else, one for
    /// each short sentence that holds a match: among pleasantries it would be drowned.
    /// </summary>
    public (List<Suspicion> Heard, List<Suspicion> OfMatches) Read(List<WordRead> words, List<FeatureSeen> traits, List<Match> matches)
    {
        var sentences = new SentenceScores(words, traits, _vocabulary, _weights);
        return (Judged(Windows.Of(words)), Judged(Windows.Short(words, matches)));

        List<Suspicion> Judged(IEnumerable<Window> windows)
        {
            var suspicions = new List<Suspicion>();
            Span<float> lanes = stackalloc float[Lanes];
            foreach (var window in windows)
            {
                if (window.From == window.To)
                    continue;
                sentences.Score(words[window.From].Sentence, words[window.To - 1].Sentence, lanes);
                Training.Softmax(lanes, Classes, temperature: 1);
                suspicions.Add(Judge(lanes, window));
            }

            return suspicions;
        }
    }

    /// <summary>The words of the suspicion's most telling sentence, from the first to the last that speak for it.</summary>
    public Match Narrow(Suspicion suspicion, List<WordRead> words, List<FeatureSeen> traits)
    {
        const float Telling = 0.25f;
        var lane = 1 + ((int)suspicion.Kind * Severities) + (int)suspicion.Severity;
        var said = new float[suspicion.To - suspicion.From];
        foreach (var trait in traits)
        {
            var row = trait.Token >= suspicion.From && trait.Token < suspicion.To ? _vocabulary.Row(trait.Key) : -1;
            if (row >= 0)
                said[trait.Token - suspicion.From] += _vocabulary.Weight[row] * (_weights[(row * Lanes) + lane] - _weights[row * Lanes]);
        }

        var best = Enumerable.Range(0, said.Length).GroupBy(i => words[suspicion.From + i].Sentence).MaxBy(g => g.Sum(i => said[i]))!.ToList();
        var least = best.Max(i => said[i]) * Telling;
        var telling = best.Where(i => said[i] >= least).ToList();
        return telling.Count == 0 ? new(-1, suspicion.From, suspicion.To) : new(-1, suspicion.From + telling[0], suspicion.From + telling[^1] + 1);
    }

    private static Suspicion Judge(ReadOnlySpan<float> lanes, Window window)
    {
        var (kind, ofKind) = (0, 0f);
        for (var k = 0; k < Kinds; k++)
        {
            var sum = 0f;
            for (var s = 0; s < Severities; s++)
                sum += lanes[1 + (k * Severities) + s];
            if (sum > ofKind)
                (kind, ofKind) = (k, sum);
        }

        // In doubt the worse: the highest severity that holds a good part of its kind.
        const float GoodPart = 0.4f;
        var severity = Severities - 1;
        for (var held = 0f; severity > 0; severity--)
        {
            held += lanes[1 + (kind * Severities) + severity];
            if (held >= ofKind * GoodPart)
                break;
        }

        return new(1 - lanes[0], (SafetyKind)kind, (Severity)severity, window.From, window.To);
    }

    private static string VersionOf(IReadOnlyList<IncidentExample> examples)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var example in examples)
            hash.AppendData(Encoding.UTF8.GetBytes($"{example.Kind}\0{example.Severity}\0{example.Subject}\0{example.Text}\n"));
        return "learned-2-" + Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    /// <summary>A language in which more incidents than ordinary mails were written down must not itself look like a danger.</summary>
    private static Dictionary<string, float> HarmlessImportance(IReadOnlyList<IncidentExample> examples) =>
        examples.GroupBy(e => e.Language, StringComparer.Ordinal).ToDictionary(
            g => g.Key,
            g => Math.Clamp(g.Count(e => e.Kind is not null) / Math.Max(1f, g.Count(e => e.Kind is null)), 1, 4),
            StringComparer.Ordinal);
}
