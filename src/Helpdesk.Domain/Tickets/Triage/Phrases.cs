namespace Helpdesk.Domain.Tickets;

/// <summary>A phrase found: which label it speaks for, and the tokens it spans (half-open).</summary>
internal readonly record struct PhraseMatch(int Label, int From, int To);

/// <summary>
/// Finds phrases in a text word by word, whatever the inflection, never across the end of a sentence. A phrase is words
/// separated by blanks; <c>a|b</c> means either, a trailing <c>?</c> that the word may be absent, <c>~</c> stands for up to
/// three words. A walk through one trie: the work per word is bounded, so the whole is linear in the text.
/// </summary>
internal sealed class Phrases
{
    private const int Gap = 3;
    private readonly Dictionary<(int Node, ulong Stem), int> next = [];
    private readonly List<int[]> labelsAt = [[]];
    private readonly List<int> gapAt = [-1];

    /// <exception cref="FormatException">A phrase that begins with a gap or holds nothing that must be present.</exception>
    public void Add(int label, string phrase)
    {
        var ends = new HashSet<int> { 0 };
        foreach (var part in phrase.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            ends = part == "~" ? [.. ends.Select(AfterGap)] : AfterWord(ends, part);
        }

        if (ends.Contains(0)) throw new FormatException($"The phrase \"{phrase}\" would match anywhere.");
        foreach (var end in ends.Where(end => !labelsAt[end].Contains(label))) labelsAt[end] = [.. labelsAt[end], label];
    }

    /// <summary>The longest match of each label from each word on.</summary>
    public void Find(TokenText text, List<PhraseMatch> found)
    {
        var tokens = text.Tokens;
        for (var i = 0; i < tokens.Count; i++) Walk(tokens, node: 0, i, i, found, found.Count);
    }

    private void Walk(List<Token> tokens, int node, int start, int at, List<PhraseMatch> found, int firstOfStart)
    {
        foreach (var label in labelsAt[node]) Keep(new PhraseMatch(label, start, at), found, firstOfStart);
        if (at >= tokens.Count || tokens[at].Sentence != tokens[start].Sentence) return;
        if (next.TryGetValue((node, tokens[at].Stem), out var child)) Walk(tokens, child, start, at + 1, found, firstOfStart);
        if (gapAt[node] < 0) return;
        for (var skip = 0; skip <= Gap && at + skip < tokens.Count; skip++)
        {
            if (next.TryGetValue((gapAt[node], tokens[at + skip].Stem), out child) && tokens[at + skip].Sentence == tokens[start].Sentence)
            {
                Walk(tokens, child, start, at + skip + 1, found, firstOfStart);
            }
        }
    }

    private static void Keep(PhraseMatch match, List<PhraseMatch> found, int firstOfStart)
    {
        for (var i = firstOfStart; i < found.Count; i++)
        {
            if (found[i].Label != match.Label) continue;
            if (match.To > found[i].To) found[i] = match;
            return;
        }

        found.Add(match);
    }

    private HashSet<int> AfterWord(HashSet<int> ends, string part)
    {
        var optional = part.EndsWith('?');
        var after = optional ? new HashSet<int>(ends) : [];
        foreach (var word in part.TrimEnd('?').Split('|'))
        {
            foreach (var end in ends) after.Add(Child(end, StemOf(word)));
        }

        return after;
    }

    public static ulong StemOf(string word)
    {
        Span<char> plain = stackalloc char[Tokenizer.LongestWord];
        var length = 0;
        foreach (var c in word)
        {
            if (c is not ('\'' or '.' or '&')) plain[length++] = Letters.Plain(c);
        }

        return Stemmer.Hash(plain[..length]);
    }

    private int Child(int node, ulong stem)
    {
        if (next.TryGetValue((node, stem), out var child)) return child;
        next[(node, stem)] = child = NewNode();
        return child;
    }

    private int AfterGap(int node) => gapAt[node] >= 0 ? gapAt[node] : gapAt[node] = NewNode();

    private int NewNode()
    {
        labelsAt.Add([]);
        gapAt.Add(-1);
        return labelsAt.Count - 1;
    }
}
