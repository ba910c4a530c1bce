namespace Helpdesk.Domain.Tickets;

/// <summary>The corpus as it is learned from: each example read as a ticket, and its subject alone as a short one.</summary>
internal sealed class Lessons
{
    private const float SubjectAlone = 0.3f;
    private const int FewestSubjectWords = 2;

    public List<List<FeatureSeen>> Seen { get; } = [];

    public List<int> Labels { get; } = [];

    public List<float> Importance { get; } = [];

    public static Lessons From(Corpus corpus)
    {
        var lessons = new Lessons();
        var labels = Taxonomy.All.Select((s, i) => (s, i)).ToDictionary(p => p.s, p => p.i);
        foreach (var example in corpus.Examples)
        {
            lessons.Add(example.Subject, example.Body, labels[example.Subcategory], importance: 1f);
            if (example.Body.Length > 0 && example.Subject.Split(' ').Length >= FewestSubjectWords)
            {
                lessons.Add(example.Subject, "", labels[example.Subcategory], SubjectAlone);
            }
        }

        return lessons;
    }

    private void Add(string subject, string body, int label, float importance)
    {
        Seen.Add(TicketText.Read(subject, body, Channel.Email).Seen);
        Labels.Add(label);
        Importance.Add(importance);
    }
}
