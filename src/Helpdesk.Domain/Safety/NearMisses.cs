namespace Helpdesk.Domain.Safety;

/// <summary>
/// Words one slip away from a word of the vocabulary ("sucide", "abuze", "wnat"): one letter dropped, added, changed, or two
/// swapped, the first letter right. Looked up through the words with one letter left out, so the cost is the length of the
/// word. Ordinary words that happen to stand so near ("hunting", "therapist") are listed in the lexicon and left alone.
/// </summary>
internal sealed class NearMisses
{
    private const int ShortestWord = 5;
    private const int LongestWord = 24;

    private readonly Dictionary<string, List<int>> _shortened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Vocabulary _vocabulary;

    public NearMisses(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        for (var id = 0; id < vocabulary.Count; id++)
        {
            var word = vocabulary[id];
            if (word.Length < ShortestWord - 1 || word[^1] == '*' || char.IsAsciiDigit(word[0]))
                continue;
            Note(word, id);
            for (var i = 1; i < word.Length; i++)
                Note(word.Remove(i, 1), id);
        }

        _lookup = _shortened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Words the token was probably meant to be; null when there is none.</summary>
    public int[]? Find(ReadOnlySpan<char> token)
    {
        if (token.Length is < ShortestWord - 1 or > LongestWord)
            return null;
        HashSet<int>? found = null;
        Collect(token, token, ref found);
        Span<char> shorter = stackalloc char[token.Length - 1];
        for (var i = 1; i < token.Length; i++)
        {
            token[..i].CopyTo(shorter);
            token[(i + 1)..].CopyTo(shorter[i..]);
            Collect(shorter, token, ref found);
        }

        return found is null ? null : [.. found];
    }

    private void Collect(ReadOnlySpan<char> key, ReadOnlySpan<char> token, ref HashSet<int>? found)
    {
        if (!_lookup.TryGetValue(key, out var candidates))
            return;
        foreach (var id in candidates)
        {
            if (OneSlip(token, _vocabulary[id]))
                (found ??= []).Add(id);
        }
    }

    /// <summary>Short words only by a swap of two letters: anything else would make "will" of "kill".</summary>
    private static bool OneSlip(ReadOnlySpan<char> token, ReadOnlySpan<char> word)
    {
        var head = token.CommonPrefixLength(word);
        if (head == 0)
            return false;
        var tail = 0;
        while (tail < Math.Min(token.Length, word.Length) - head && token[^(tail + 1)] == word[^(tail + 1)])
            tail++;
        int given = token.Length - head - tail, meant = word.Length - head - tail;
        var swapped = given == 2 && meant == 2 && token[head] == word[head + 1] && token[head + 1] == word[head];
        return swapped || (Math.Min(token.Length, word.Length) >= ShortestWord && given <= 1 && meant <= 1)
            || (token.Length == ShortestWord - 1 && word.Length == ShortestWord && given == 0 && meant == 1 && tail > 0);
    }

    private void Note(string key, int id)
    {
        if (_shortened.TryGetValue(key, out var ids))
            ids.Add(id);
        else
            _shortened.Add(key, [id]);
    }
}
