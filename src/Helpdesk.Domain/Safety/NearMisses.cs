namespace Helpdesk.Domain.Safety;

/// <summary>
/// Words one <see cref="Slip"/> away from a word of the vocabulary ("suicdie", "abuze", "wnat"). Looked up through the words
/// with one letter left out, so the cost is the length of the word. A word that is as near to an ordinary word ("seting" to
/// "setting") is that word: a desk that takes every slip for a danger hears none.
/// </summary>
internal sealed class NearMisses
{
    private const int ShortestWord = 4;
    private const int LongestWord = 24;

    private readonly Dictionary<string, List<int>> _shortened = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _words = [];
    private readonly int _known;

    /// <param name="ordinary">Words that mean themselves and are never guessed to be another.</param>
    public NearMisses(Vocabulary vocabulary, IEnumerable<string> ordinary)
    {
        _known = vocabulary.Count;
        for (var id = 0; id < vocabulary.Count; id++)
            Note(vocabulary[id]);
        foreach (var word in ordinary.Where(w => vocabulary.Find(w) is null))
            Note(word);
        _lookup = _shortened.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Words the token was probably meant to be; null when there is none, or when an ordinary word is as near.</summary>
    public int[]? Find(ReadOnlySpan<char> token)
    {
        if (token.Length is < ShortestWord or > LongestWord)
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

        return found is null || found.Any(id => id >= _known) ? null : [.. found];
    }

    private void Collect(ReadOnlySpan<char> key, ReadOnlySpan<char> token, ref HashSet<int>? found)
    {
        if (!_lookup.TryGetValue(key, out var candidates))
            return;
        foreach (var id in candidates)
        {
            if (Slip.Between(token, _words[id]))
                (found ??= []).Add(id);
        }
    }

    private void Note(string word)
    {
        var id = _words.Count;
        _words.Add(word);
        if (word.Length < ShortestWord || word[^1] == '*' || char.IsAsciiDigit(word[0]))
            return;
        NoteKey(word, id);
        for (var i = 1; i < word.Length; i++)
            NoteKey(word.Remove(i, 1), id);
    }

    private void NoteKey(string key, int id)
    {
        if (_shortened.TryGetValue(key, out var ids))
            ids.Add(id);
        else
            _shortened.Add(key, [id]);
    }
}
