using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Words that mean themselves: those that the shipped mail about everything but safety is written in, by people who can
/// spell. The screening never guesses one of them to be a misspelled word of danger.
/// </summary>
internal static class OrdinaryWords
{
    private static readonly string[] Misspelling = ["mistyped", "phone"];

    private static readonly Lazy<IReadOnlySet<string>> FromAssembly = new(Read);

    public static IReadOnlySet<string> Shipped => FromAssembly.Value;

    private static HashSet<string> Read()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var example in Corpus.ReadShipped().Examples)
        {
            if (example.Subcategory.Category == Category.Safety || Misspelling.Contains(example.Voice, StringComparer.Ordinal))
                continue;
            AddAll(example.Subject, words);
            AddAll(example.Body, words);
        }

        return words;
    }

    private static void AddAll(string text, HashSet<string> words)
    {
        var read = Unmask.Read(text);
        foreach (var chunk in Chunks.Of(read))
        {
            if (chunk.Plain)
                words.Add(read.Letters[chunk.From..chunk.To].ToString());
        }
    }
}
