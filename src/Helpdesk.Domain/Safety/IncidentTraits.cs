using System.Runtime.InteropServices;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// What the learned part of the screening looks at, on words already read through their disguise: the words, their beginnings,
/// neighbours, letter groups, the lexicon's word classes alone and together, and the rules that fired.
/// Nothing reaches over the end of a sentence, so that the traits of a few sentences are those of each together.
/// </summary>
internal static class IncidentTraits
{
    private const ulong SaidSeed = 0x3001, StemSeed = 0x3002, PairSeed = 0x3003, LettersSeed = 0x3005, JointSeed = 0x3006,
        RuleSeed = 0x3007;
    private const int Stem = 5, Reach = 5, Group = 4, LongestWord = 24;

    /// <param name="fields">The unmasked fields, as <see cref="WordRead.Field"/> counts them.</param>
    /// <param name="matches">What the lexicon heard: how far to believe each of its rules is learned too.</param>
    /// <returns>In no order; <see cref="FeatureSeen.Token"/> is the word.</returns>
    public static List<FeatureSeen> Of(List<WordRead> words, IReadOnlyList<UnmaskedText> fields, IReadOnlyList<Match> matches, Lexicon lexicon)
    {
        var seen = new List<FeatureSeen>(words.Count * 16);
        var said = CollectionsMarshal.AsSpan(words);
        var stems = new ulong[said.Length];
        var classes = new List<(ulong Class, int Word)>(said.Length * 2);
        var concepts = new List<ulong>();
        for (var i = 0; i < said.Length; i++)
        {
            var letters = fields[said[i].Field].Letters[said[i].From..said[i].To];
            stems[i] = StableHash.Of(letters.Length > Stem ? letters[..Stem] : letters, StemSeed);
            seen.Add(new(StableHash.Join(SaidSeed, said[i].Letters), FeatureKind.Word, i, 1));
            seen.Add(new(StableHash.Mix(stems[i]), FeatureKind.Word, i, 1));
            if (i > 0 && said[i - 1].Sentence == said[i].Sentence)
                seen.Add(new(StableHash.Join(StableHash.Join(PairSeed, stems[i - 1]), stems[i]), FeatureKind.Pair, i, 1));
            Groups(letters, i, seen);
            concepts.Clear();
            Thesaurus.Shipped.Find(letters, concepts);
            foreach (var word in said[i].Words ?? [])
            {
                seen.Add(new(lexicon.Meanings.Word(word), FeatureKind.Concept, i, 1));
                concepts.AddRange(lexicon.Meanings.Classes(word));
            }

            foreach (var concept in concepts)
            {
                seen.Add(new(concept, FeatureKind.Concept, i, 1));
                if (Thesaurus.Joins(concept))
                    classes.Add((concept, i));
            }
        }

        Together(said, classes, seen);
        foreach (var match in matches)
            seen.Add(new(StableHash.Mix(StableHash.Of(lexicon.Rules[match.Rule].Id, RuleSeed)), FeatureKind.Rule, match.To - 1, 1));
        return seen;
    }

    private static void Together(ReadOnlySpan<WordRead> said, List<(ulong Class, int Word)> classes, List<FeatureSeen> seen)
    {
        for (var i = 0; i < classes.Count; i++)
        {
            var (first, at) = classes[i];
            for (var j = i + 1; j < classes.Count && classes[j].Word - at <= Reach && said[classes[j].Word].Sentence == said[at].Sentence; j++)
            {
                if (classes[j].Class != first && classes[j].Word != at)
                    seen.Add(new(StableHash.Join(StableHash.Join(JointSeed, first), classes[j].Class), FeatureKind.Concept, classes[j].Word, 1));
            }
        }
    }

    private static void Groups(ReadOnlySpan<char> letters, int at, List<FeatureSeen> seen)
    {
        if (letters.Length > LongestWord)
            letters = letters[..LongestWord];
        Span<char> word = stackalloc char[letters.Length + 2];
        word[0] = word[^1] = ' ';
        letters.CopyTo(word[1..]);
        for (var from = 0; from + Group <= word.Length; from++)
            seen.Add(new(StableHash.Mix(StableHash.Of(word.Slice(from, Group), LettersSeed)), FeatureKind.Letters, at, 1));
    }
}
