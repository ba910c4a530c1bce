using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// For each word of a lexicon's vocabulary the traits it lends a text: itself, and the named word classes it belongs to. Named by
/// their spelling, not by their number: a lexicon that Safety has edited still means the same to a model learned before.
/// </summary>
internal sealed class WordMeanings
{
    private const ulong WordSeed = 0x2001, ClassSeed = 0x2002;

    private readonly ulong[] _words;
    private readonly ulong[][] _classes;

    public WordMeanings(WordClasses classes, IEnumerable<string> names)
    {
        var vocabulary = classes.Vocabulary;
        var found = new Dictionary<int, List<ulong>>();
        foreach (var name in names.Order(StringComparer.Ordinal))
        {
            var key = StableHash.Mix(StableHash.Of(name, ClassSeed)) & ~1UL;
            foreach (var member in classes.Members(classes.Class('@' + name)).Where(m => !m.Contains(' ', StringComparison.Ordinal)))
            {
                var word = vocabulary.Add(member);
                if (!found.TryGetValue(word, out var keys))
                    found.Add(word, keys = []);
                keys.Add(key);
            }
        }

        _words = [.. Enumerable.Range(0, vocabulary.Count).Select(id => StableHash.Mix(StableHash.Of(vocabulary[id], WordSeed)))];
        _classes = [.. Enumerable.Range(0, vocabulary.Count).Select(id => found.TryGetValue(id, out var keys) ? keys.ToArray() : [])];
    }

    /// <summary>The word itself.</summary>
    public ulong Word(int word) => _words[word];

    /// <summary>The named classes that hold it.</summary>
    public ReadOnlySpan<ulong> Classes(int word) => _classes[word];
}
