namespace Helpdesk.Domain.Tickets;

/// <summary>The kinds of traits of a text. Each is brought to unit length by itself, so that none drowns another.</summary>
internal enum FeatureKind { Word, Pair, Letters, Concept, Rule }

/// <summary>A trait seen at a word of the text; the weight is that of the word (<see cref="Emphasis"/>).</summary>
internal readonly record struct FeatureSeen(ulong Key, FeatureKind Kind, int Token, float Weight);

/// <summary>
/// What the model looks at: word stems, neighbouring stems, letter groups of 3–5 (which survive typing errors) and concepts
/// (<see cref="Concepts"/>) alone and in pairs.
/// </summary>
internal static class Features
{
    private const ulong WordSeed = 0x1001, PairSeed = 0x1002, LettersSeed = 0x1003, ConceptSeed = 0x1004, JointSeed = 0x1005;
    private const int ShortestGroup = 4, LongestGroup = 4;

    public static void Of(TokenText text, List<PhraseMatch> concepts, float[] weights, List<FeatureSeen> seen)
    {
        for (var i = 0; i < text.Tokens.Count; i++)
        {
            var token = text.Tokens[i];
            seen.Add(new FeatureSeen(StableHash.Join(WordSeed, token.Stem), FeatureKind.Word, i, weights[i]));
            if (i > 0 && text.Tokens[i - 1].Sentence == token.Sentence)
            {
                var pair = StableHash.Join(StableHash.Join(PairSeed, text.Tokens[i - 1].Stem), token.Stem);
                seen.Add(new FeatureSeen(pair, FeatureKind.Pair, i, weights[i]));
            }

            LetterGroups(text.Chars.AsSpan(token.From - 1, token.To - token.From + 2), i, weights[i], seen);
        }

        OfConcepts(text.Tokens, concepts, weights, seen);
    }

    private static void LetterGroups(ReadOnlySpan<char> word, int token, float weight, List<FeatureSeen> seen)
    {
        for (var from = 0; from + ShortestGroup <= word.Length; from++)
        {
            var longest = Math.Min(LongestGroup, word.Length - from);
            var key = StableHash.Of(word.Slice(from, ShortestGroup - 1), LettersSeed);
            for (var length = ShortestGroup; length <= longest; length++)
            {
                key = StableHash.Extend(key, word[from + length - 1]);
                seen.Add(new FeatureSeen(StableHash.Mix(key), FeatureKind.Letters, token, weight));
            }
        }
    }

    private static void OfConcepts(List<Token> tokens, List<PhraseMatch> concepts, float[] weights, List<FeatureSeen> seen)
    {
        const int Reach = 4;
        for (var i = 0; i < concepts.Count; i++)
        {
            var (label, from, _) = concepts[i];
            seen.Add(new FeatureSeen(StableHash.Join(ConceptSeed, (ulong)label), FeatureKind.Concept, from, weights[from]));
            for (var back = Math.Max(0, i - Reach); back < i; back++)
            {
                var other = concepts[back];
                if (other.Label == label || tokens[other.From].Sentence != tokens[from].Sentence) continue;
                var (low, high) = (Math.Min(other.Label, label), Math.Max(other.Label, label));
                var joint = StableHash.Join(StableHash.Join(JointSeed, (ulong)low), (ulong)high);
                seen.Add(new FeatureSeen(joint, FeatureKind.Concept, from, weights[from]));
            }
        }
    }
}
