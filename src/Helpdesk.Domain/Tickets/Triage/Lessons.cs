namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The corpus as it is learned from: each example read as a ticket, without its subject, and its subject alone, so that
/// the model can do without either; and the words that a person pointed at.
/// </summary>
internal sealed class Lessons
{
    private const float BodyAlone = 1f;
    private const float SubjectAlone = 0.3f;
    private const float BecauseAlone = 0.5f;
    private const int FewestSubjectWords = 2;

    private Lessons(Speller speller) => Speller = speller;

    public Speller Speller { get; }

    public List<List<FeatureSeen>> Seen { get; } = [];

    public List<int> Labels { get; } = [];

    public List<float> Importance { get; } = [];

    public static Lessons From(Corpus corpus)
    {
        var texts = corpus.Examples.Select(e => TicketText.Read(e.Subject, e.Body, Channel.Email, Speller.None).Words);
        var lessons = new Lessons(Speller.Learn(texts, Concepts.Words.Concat(SignalRules.Words)));
        var labels = Taxonomy.All.Select((subcategory, lane) => (subcategory, lane)).ToDictionary(p => p.subcategory, p => p.lane);
        foreach (var example in corpus.Examples)
        {
            var label = labels[example.Subcategory];
            lessons.Add(example.Subject, example.Body, label, importance: 1f);
            // D5: what a person pointed at speaks for the answer by itself, wherever it stands next time.
            if (example.Because.Count > 0) lessons.Add("", string.Join(".\n", example.Because), label, BecauseAlone);
            if (example.Body.Length == 0 || example.Subject.Split(' ').Length < FewestSubjectWords) continue;
            lessons.Add(example.Subject, "", label, SubjectAlone);
            lessons.Add("", example.Body, label, BodyAlone);
        }

        return lessons;
    }

    private void Add(string subject, string body, int label, float importance)
    {
        Seen.Add(TicketText.Read(subject, body, Channel.Email, Speller).Seen);
        Labels.Add(label);
        Importance.Add(importance);
    }
}
