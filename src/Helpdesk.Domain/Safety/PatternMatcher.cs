namespace Helpdesk.Domain.Safety;

/// <summary>A rule that fired: half-open span of words.</summary>
internal readonly record struct Match(int Rule, int From, int To);

/// <summary>
/// Does: finds every place where a pattern of the lexicon is said. Each word looks up the patterns it can anchor; each of
/// those is tried around it with sets of positions kept as bits, so a try costs the length of the pattern and the whole is
/// linear in the text. No expression backtracks.
/// Does not: decide what a match means (see <see cref="Screening"/>), nor let a gap run over the end of a sentence.
/// </summary>
internal sealed class PatternMatcher(PatternTable table, List<WordRead> words)
{
    private const int NearbyWords = 20;
    private const int SentenceWords = 7;

    private readonly record struct Phrase(int Class, int Length);

    private readonly List<Phrase> _phrases = [];
    private readonly int[] _phrasesFrom = new int[words.Count + 1];

    /// <summary>Elements tried so far: what the time is proportional to.</summary>
    public long Steps { get; private set; }

    public List<Match> Find()
    {
        FindPhrases();
        var matches = new List<Match>();
        for (var at = 0; at < words.Count; at++)
        {
            foreach (var word in words[at].Words ?? [])
            {
                foreach (var pattern in table.ByWord[word])
                    Try(pattern, at, matches);
            }

            for (var p = _phrasesFrom[at]; p < _phrasesFrom[at + 1]; p++)
            {
                foreach (var pattern in table.ByPhraseOf[_phrases[p].Class])
                    Try(pattern, at, matches);
            }
        }

        return matches;
    }

    /// <summary>Whether a word or phrase of the class begins within the words from..to.</summary>
    public bool Says(int id, int from, int to)
    {
        for (var at = Math.Max(from, 0); at < Math.Min(to, words.Count); at++)
        {
            if (Lengths(at, id) != 0)
                return true;
        }

        return false;
    }

    private void FindPhrases()
    {
        for (var at = 0; at < words.Count; at++)
        {
            _phrasesFrom[at] = _phrases.Count;
            if (at + 1 == words.Count || words[at + 1].Words is not { } nexts)
                continue;
            foreach (var word in words[at].Words ?? [])
            {
                if (!table.Index.Begins(word))
                    continue;
                foreach (var next in nexts)
                {
                    Steps++;
                    foreach (var phrase in table.Index.PhrasesFrom(word, next))
                    {
                        Steps++;
                        if (Follows(phrase.Words, at))
                            _phrases.Add(new(phrase.Class, phrase.Words.Length));
                    }
                }
            }
        }

        _phrasesFrom[words.Count] = _phrases.Count;
    }

    /// <summary>Its first two words are said at the place; the others too?</summary>
    private bool Follows(int[] phrase, int at)
    {
        if (at + phrase.Length > words.Count)
            return false;
        for (var i = 2; i < phrase.Length; i++)
        {
            if (words[at + i].Words is not { } said || Array.IndexOf(said, phrase[i]) < 0)
                return false;
        }

        return true;
    }

    private void Try(Pattern pattern, int anchor, List<Match> matches)
    {
        var first = pattern.Elements[0].Class;
        for (var from = anchor; from >= Math.Max(0, anchor - pattern.Lead); from--)
        {
            if (Lengths(from, first) is not 0 and var ends && End(pattern, from, ends) is > 0 and var length)
            {
                var match = new Match(pattern.Rule, from, from + length);
                if (from + length > anchor && Fits(match) && !matches.TakeLast(8).Contains(match))
                    matches.Add(match);
                return;
            }
        }
    }

    /// <summary>Words that the pattern covers when it begins at <paramref name="from"/>; 0 when it does not.</summary>
    private int End(Pattern pattern, int from, ulong ends)
    {
        for (var k = 1; k < pattern.Elements.Length; k++)
        {
            var element = pattern.Elements[k];
            var starts = Spread(from, ends, element.Gap);
            var next = element.Optional ? ends : 0;
            for (var left = starts; left != 0; left &= left - 1)
            {
                var offset = System.Numerics.BitOperations.TrailingZeroCount(left);
                if (from + offset < words.Count)
                    next |= Lengths(from + offset, element.Class) << offset;
            }

            if (next == 0)
                return 0;
            ends = next;
        }

        return System.Numerics.BitOperations.TrailingZeroCount(ends);
    }

    private ulong Spread(int from, ulong ends, int gap)
    {
        var starts = ends;
        var edge = ends;
        for (; gap > 0 && edge != 0; gap--)
        {
            ulong moved = 0;
            for (var left = edge; left != 0; left &= left - 1)
            {
                var offset = System.Numerics.BitOperations.TrailingZeroCount(left);
                var skipped = from + offset;
                if (offset < 62 && skipped < words.Count && words[skipped].Sentence == words[skipped - 1].Sentence)
                    moved |= 1UL << (offset + 1);
            }

            edge = moved & ~starts;
            starts |= moved;
        }

        return starts;
    }

    /// <summary>Bit n: a member of the class, n words long, begins here.</summary>
    private ulong Lengths(int at, int id)
    {
        Steps++;
        ulong lengths = 0;
        foreach (var word in words[at].Words ?? [])
        {
            if (table.Index.Has(word, id))
                lengths |= 2;
        }

        for (var p = _phrasesFrom[at]; p < _phrasesFrom[at + 1]; p++)
        {
            if (_phrases[p].Class == id)
                lengths |= 1UL << _phrases[p].Length;
        }

        return lengths;
    }

    private bool Fits(Match match)
    {
        var context = table.Contexts[match.Rule];
        if (words.Count > context.AtMost)
            return false;
        if (!Array.TrueForAll(context.With, Near) || Array.Exists(context.Unless, Near))
            return false;
        int from = match.From, to = match.To;
        while (from > 0 && match.From - from < SentenceWords && words[from - 1].Sentence == words[match.From].Sentence)
            from--;
        while (to < words.Count && to - match.To < SentenceWords && words[to].Sentence == words[match.To - 1].Sentence)
            to++;
        return !Array.Exists(context.Without, id => Says(id, from, to));

        bool Near(int id) => Says(id, match.From - NearbyWords, match.To + NearbyWords);
    }
}
