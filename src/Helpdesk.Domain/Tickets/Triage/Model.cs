using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The classifier (D4–D7): a linear model over words, letters and concepts, trained at start-up on the shipped corpus.
/// Deterministic, safe to use from many threads, linear in the length of the text, and able to say which words led to its answer.
/// </summary>
public sealed class Model
{
    /// <summary>Changes with the way of learning or reading; the rest of <see cref="Version"/> is the hash of the corpus.</summary>
    private const string Method = "linear-2";

    private static readonly Lazy<Model> FromShippedCorpus = new(() => Train(Corpus.ReadShipped()));
    private static Model? given;

    private readonly Speller speller;
    private readonly Vocabulary vocabulary;
    private readonly float[] weights;
    private readonly float[] average;
    private readonly float temperature;

    private Model(Speller speller, Vocabulary vocabulary, float[] weights, float temperature, string version)
    {
        this.speller = speller;
        this.vocabulary = vocabulary;
        this.weights = weights;
        average = Training.Average(weights);
        this.temperature = temperature;
        Version = version;
    }

    /// <summary>Trained on the shipped corpus at first use, unless it was given before (<see cref="Safety.LearnedModels"/>).</summary>
    public static Model Shipped => Volatile.Read(ref given) ?? FromShippedCorpus.Value;

    /// <summary>Names corpus and method; equal versions give equal answers.</summary>
    public string Version { get; }

    /// <summary>Bytes held by weights and vocabulary.</summary>
    public long Size => (weights.Length * sizeof(float)) + (average.Length * sizeof(float)) + vocabulary.Size + speller.Size;

    /// <param name="corpus">At least one example; subcategories without one are never suggested with confidence.</param>
    /// <param name="temperature">How much the raw scores are flattened so that a confidence of 0.8 is right 8 times in 10.</param>
    public static Model Train(Corpus corpus, float temperature = Calibration.ShippedTemperature)
    {
        var lessons = Lessons.From(corpus);
        var vocabulary = Vocabulary.Learn(lessons.Seen);
        var bags = lessons.Seen.Select(seen => Bag.Of(seen, vocabulary)).ToList();
        var weights = Training.Learn(bags, lessons.Labels, lessons.Importance, vocabulary.Count, Taxonomy.All.Count);
        NaiveBayes.AddTo(weights, bags, lessons.Labels, lessons.Importance);
        return new Model(lessons.Speller, vocabulary, weights, temperature, string.Create(CultureInfo.InvariantCulture, $"{Method}-{corpus.Hash()[..12]}"));
    }

    /// <param name="subject">As given; may be empty.</param>
    /// <param name="body">As given, plain text or HTML; offsets of the evidence refer to it.</param>
    /// <param name="plan">Only business impact depends on it (D11a); free when unknown (D1).</param>
    public Classification Classify(string subject, string body, Channel channel = Channel.Email, Plan plan = Plan.Free)
    {
        var text = TicketText.Read(subject, body, channel, speller);
        var bag = Bag.Of(text.Seen, vocabulary);
        var probabilities = Probabilities(bag);
        var topics = Topics.Of(text, probabilities, seen => Probabilities(Bag.Of(seen, vocabulary)));
        var answer = topics.Primary(Ranking.Answer(probabilities));
        var ranking = Ranking.Of(answer, probabilities);
        var evidence = Explanation.Of(text, bag, weights, average, subject, body, answer);
        var signals = new List<SignalFound>();
        foreach (var (label, match) in SignalRules.Find(text.Words))
        {
            var words = Explanation.Span(text.Words.Tokens, match.From, match.To, subject, body, label);
            if (label == BusinessImpact.High) evidence.Add(words);
            else signals.Add(new SignalFound(label, words));
        }

        return new Classification(
            answer, ranking[0].Confidence, ranking, topics.Secondary(answer),
            evidence, signals, BusinessImpact.Of(evidence, plan), Version);
    }

    internal static void Give(Model model) => Volatile.Write(ref given, model);

    internal void Write(BinaryWriter to)
    {
        to.Write(Version);
        to.Write(temperature);
        speller.Write(to);
        vocabulary.Write(to);
        to.WriteAll<float>(weights);
    }

    internal static Model Read(BinaryReader from)
    {
        var (version, temperature) = (from.ReadString(), from.ReadSingle());
        return new Model(Speller.Read(from), Vocabulary.Read(from), from.ReadAll<float>(), temperature, version);
    }

    /// <summary>How likely the mail as a whole is about safety, 0–1: a second opinion for the screening.</summary>
    internal float LikelihoodOfSafety(string subject, string body)
    {
        var probabilities = Probabilities(Bag.Of(TicketText.Read(subject, body, Channel.Email, speller).Seen, vocabulary));
        var sum = 0f;
        for (var i = 0; i < Taxonomy.All.Count; i++) sum += Taxonomy.All[i].Category == Category.Safety ? probabilities[i] : 0;
        return sum;
    }

    /// <summary>Calibrated probability of each subcategory, in the order of <see cref="Taxonomy.All"/>.</summary>
    internal float[] Probabilities(Bag bag)
    {
        var scores = new float[Training.Lanes];
        Training.Score(bag, weights, scores);
        Training.Softmax(scores, Taxonomy.All.Count, temperature);
        return scores;
    }
}
