namespace Helpdesk.Domain.Tickets;

/// <summary>The kinds of traits of a text. Each is brought to unit length by itself, so that none drowns another.</summary>
internal enum FeatureKind { Word, Pair, Letters, Concept }

/// <summary>A trait seen at a word of the text.</summary>
internal readonly record struct FeatureSeen(ulong Key, FeatureKind Kind, int Token);

/// <summary>
/// What the model looks at: word stems, neighbouring stems, letter groups of 3–5 (which survive typing errors) and concepts
/// (<see cref="Concepts"/>) alone and in pairs; words and concepts of the subject count a second time under a mark of their own.
/// </summary>
internal static class Features
{
    private const ulong WordSeed = 0x1001, PairSeed = 0x1002, LettersSeed = 0x1003, ConceptSeed = 0x1004, JointSeed = 0x1005, SubjectSeed = 0x1006;
    private const int ShortestGroup = 3, LongestGroup = 5;

    public static void Of(TokenText text, List<PhraseMatch> concepts, List<FeatureSeen> seen)
    {
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            var token = text.Tokens[i];
            var word = StableHash.Join(WordSeed, token.Stem);
            seen.Add(new FeatureSeen(word, FeatureKind.Word, i));
            if (token.Field == TextField.Subject) seen.Add(new FeatureSeen(StableHash.Join(SubjectSeed, word), FeatureKind.Word, i));
            if (i > 0 && text.Tokens[i - 1].Sentence == token.Sentence)
            {
                seen.Add(new FeatureSeen(StableHash.Join(StableHash.Join(PairSeed, text.Tokens[i - 1].Stem), token.Stem), FeatureKind.Pair, i));
            }

            LetterGroups(text.Chars.AsSpan(token.From - 1, token.To - token.From + 2), i, seen);
        }

        OfConcepts(text.Tokens, concepts, seen);
    }

    private static void LetterGroups(ReadOnlySpan<char> word, int token, List<FeatureSeen> seen)
    {
        for (var from = 0; from + ShortestGroup <= word.Length; from++)
        {
            var longest = Math.Min(LongestGroup, word.Length - from);
            var key = StableHash.Of(word.Slice(from, ShortestGroup - 1), LettersSeed);
            for (var length = ShortestGroup; length <= longest; length++)
            {
                key = StableHash.Extend(key, word[from + length - 1]);
                seen.Add(new FeatureSeen(StableHash.Mix(key), FeatureKind.Letters, token));
            }
        }
    }

    private static void OfConcepts(List<Token> tokens, List<PhraseMatch> concepts, List<FeatureSeen> seen)
    {
        const int Reach = 4;
        for (var i = 0; i < concepts.Count; i++)
        {
            var concept = concepts[i];
            var key = StableHash.Join(ConceptSeed, (ulong)concept.Label);
            seen.Add(new FeatureSeen(key, FeatureKind.Concept, concept.From));
            if (tokens[concept.From].Field == TextField.Subject) seen.Add(new FeatureSeen(StableHash.Join(SubjectSeed, key), FeatureKind.Concept, concept.From));
            for (var back = Math.Max(0, i - Reach); back < i; back++)
            {
                var other = concepts[back];
                if (other.Label == concept.Label || tokens[other.From].Sentence != tokens[concept.From].Sentence) continue;
                var (low, high) = (Math.Min(other.Label, concept.Label), Math.Max(other.Label, concept.Label));
                seen.Add(new FeatureSeen(StableHash.Join(StableHash.Join(JointSeed, (ulong)low), (ulong)high), FeatureKind.Concept, concept.From));
            }
        }
    }
}
