namespace Helpdesk.Domain.Safety;

/// <summary>A phrase of a word class: the ids of its words.</summary>
internal readonly record struct PhraseOf(int Class, int[] Words);

/// <summary>Which word belongs to which class, one bit each, and the phrases by their first word.</summary>
internal sealed class ClassIndex
{
    private readonly ulong[] _bits;
    private readonly int _stride;
    private readonly PhraseOf[][] _phrases;

    public ClassIndex(WordClasses classes)
    {
        var vocabulary = classes.Vocabulary;
        _stride = (classes.Count + 63) / 64;
        _bits = new ulong[vocabulary.Count * _stride];
        var phrases = new List<PhraseOf>[vocabulary.Count];
        for (var id = 0; id < classes.Count; id++)
        {
            foreach (var member in classes.Members(id))
            {
                var words = Array.ConvertAll(member.Split(' '), vocabulary.Add);
                if (words.Length > 1)
                {
                    (phrases[words[0]] ??= []).Add(new(id, words));
                    continue;
                }

                _bits[(words[0] * _stride) + (id >> 6)] |= 1UL << (id & 63);
                foreach (var halves in vocabulary.Halves(member))
                    (phrases[halves[0]] ??= []).Add(new(id, halves));
            }
        }

        _phrases = Array.ConvertAll(phrases, p => p is null ? [] : p.ToArray());
    }

    public bool Has(int word, int id) => (_bits[(word * _stride) + (id >> 6)] >> (id & 63) & 1) != 0;

    public PhraseOf[] PhrasesFrom(int word) => _phrases[word];
}
