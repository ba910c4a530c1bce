namespace Helpdesk.Domain.Safety;

/// <summary>A phrase of a word class: the ids of its words.</summary>
internal readonly record struct PhraseOf(int Class, int[] Words);

/// <summary>Which word belongs to which class, one bit each, and the phrases by their first two words.</summary>
internal sealed class ClassIndex
{
    private readonly ulong[] _bits;
    private readonly int _stride;
    private readonly bool[] _begins;
    private readonly Dictionary<ulong, PhraseOf[]> _phrases;

    public ClassIndex(WordClasses classes)
    {
        var vocabulary = classes.Vocabulary;
        _stride = (classes.Count + 63) / 64;
        _bits = new ulong[vocabulary.Count * _stride];
        var phrases = new List<PhraseOf>();
        for (var id = 0; id < classes.Count; id++)
        {
            foreach (var member in classes.Members(id))
            {
                var words = Array.ConvertAll(member.Split(' '), vocabulary.Add);
                if (words.Length > 1)
                {
                    phrases.Add(new(id, words));
                    continue;
                }

                _bits[(words[0] * _stride) + (id >> 6)] |= 1UL << (id & 63);
                foreach (var halves in vocabulary.Halves(member))
                    phrases.Add(new(id, halves));
            }
        }

        _begins = new bool[vocabulary.Count];
        foreach (var phrase in phrases)
            _begins[phrase.Words[0]] = true;
        _phrases = phrases.GroupBy(p => Pair(p.Words[0], p.Words[1])).ToDictionary(g => g.Key, g => g.ToArray());
    }

    public bool Has(int word, int id) => (_bits[(word * _stride) + (id >> 6)] >> (id & 63) & 1) != 0;

    /// <summary>Whether any phrase begins with the word.</summary>
    public bool Begins(int word) => _begins[word];

    public PhraseOf[] PhrasesFrom(int first, int second) => _phrases.TryGetValue(Pair(first, second), out var phrases) ? phrases : [];

    private static ulong Pair(int first, int second) => ((ulong)(uint)first << 32) | (uint)second;
}
