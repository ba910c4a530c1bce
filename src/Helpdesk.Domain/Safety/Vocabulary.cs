using System.Runtime.InteropServices;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// The words that the patterns of a lexicon are made of, in a letter tree: exact, by their beginning ("umbring*"), through
/// leetspeak and masking ("k1ll", "s**cide"), and cut out of a run of letters ("killmyself").
/// </summary>
internal sealed class Vocabulary
{
    private const int Letters = 36;
    private const int SpellingBudget = 600;
    private const int LongestWord = 32;

    private readonly List<int> _next = [];
    private readonly List<int[]?> _exact = [];
    private readonly List<int[]?> _beginning = [];
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<string> _words = [];

    public Vocabulary() => NewNode();

    public int Count => _words.Count;

    public string this[int word] => _words[word];

    /// <summary>The id of the word; a star at its end stands for any ending.</summary>
    public int Add(string word)
    {
        if (_ids.TryGetValue(word, out var known))
            return known;
        var id = _words.Count;
        _ids.Add(word, id);
        _words.Add(word);
        var node = 0;
        foreach (var letter in word.AsSpan().TrimEnd('*'))
        {
            if (Index(letter) is < 0)
                throw new FormatException($"'{word}' holds a sign that is no letter and no digit.");
            if (Step(node, letter) is var child && child == 0)
            {
                child = NewNode();
                _next[(node * Letters) + Index(letter)] = child;
            }

            node = child;
        }

        var list = word[^1] == '*' ? _beginning : _exact;
        list[node] = [.. list[node] ?? [], id];
        return id;
    }

    /// <summary>Lets another spelling ("2", "dei") be read as the word ("to", "die").</summary>
    public void AddSpelling(string spelling, string word)
    {
        var meant = Add(word);
        Add(spelling);
        var node = 0;
        foreach (var letter in spelling)
            node = Step(node, letter);
        _exact[node] = [.. _exact[node] ?? [], meant];
    }

    /// <summary>The word written as two words of the vocabulary: "my self", "step dad", "can not".</summary>
    public IEnumerable<int[]> Halves(string word)
    {
        for (var at = 2; at <= word.Length - 3; at++)
        {
            if (_ids.TryGetValue(word[..at], out var first) && _ids.TryGetValue(word[at..], out var second))
                yield return [first, second];
        }
    }

    /// <summary>One step down the tree, 0 where no word goes on like this.</summary>
    public int Step(int node, char letter) =>
        Index(letter) is >= 0 and var index ? CollectionsMarshal.AsSpan(_next)[(node * Letters) + index] : 0;

    /// <summary>Words that end at this node; null when none does.</summary>
    public int[]? Ending(int node) => _exact[node];

    /// <summary>Words that the token is, exactly or by its beginning; null when the vocabulary does not know it.</summary>
    public int[]? Find(ReadOnlySpan<char> token)
    {
        var node = 0;
        int[]? begun = null;
        foreach (var letter in token)
        {
            node = Step(node, letter);
            if (node == 0)
                return begun;
            if (_beginning[node] is { } beginning)
                begun = begun is null ? beginning : [.. begun, .. beginning];
        }

        return (_exact[node], begun) switch
        {
            (null, _) => begun,
            ({ } exact, null) => exact,
            ({ } exact, { } more) => [.. exact, .. more],
        };
    }

    /// <summary>
    /// Words that the token may be with signs read as letters, masked letters guessed and repeated letters dropped. Bounded
    /// work however many readings there are.
    /// </summary>
    public int[]? Spellings(ReadOnlySpan<char> token, int shortest)
    {
        if (token.Length > LongestWord)
            return null;
        HashSet<int>? found = null;
        var budget = SpellingBudget;
        Spell(token, 0, 0, 0, shortest, ref budget, ref found);
        return found is null ? null : [.. found];
    }

    private void Spell(ReadOnlySpan<char> token, int at, int node, int depth, int shortest, ref int budget, ref HashSet<int>? found)
    {
        if (--budget < 0)
            return;
        if (at == token.Length)
        {
            if (depth >= shortest && _exact[node] is { } words)
                (found ??= []).UnionWith(words);
            return;
        }

        if (depth >= shortest && _beginning[node] is { } beginning)
            (found ??= []).UnionWith(beginning);
        var letter = token[at];
        if (letter is '*' or '#' or '_')
        {
            Spell(token, at + 1, node, depth, shortest, ref budget, ref found);
            for (var guess = 'a'; guess <= 'z'; guess++)
            {
                if (Step(node, guess) is > 0 and var masked)
                    Spell(token, at + 1, masked, depth + 1, shortest, ref budget, ref found);
            }

            return;
        }

        foreach (var reading in Leet.Readings(letter))
        {
            if (Step(node, reading) is > 0 and var child)
                Spell(token, at + 1, child, depth + 1, shortest, ref budget, ref found);
        }

        if (at > 0 && token[at - 1] == letter)
            Spell(token, at + 1, node, depth, shortest, ref budget, ref found);
        if (at + 1 < token.Length && Leet.Pair(letter, token[at + 1]) is not '\0' and var joined && Step(node, joined) is > 0 and var both)
            Spell(token, at + 2, both, depth + 1, shortest, ref budget, ref found);
    }

    private int NewNode()
    {
        for (var i = 0; i < Letters; i++)
            _next.Add(0);
        _exact.Add(null);
        _beginning.Add(null);
        return _exact.Count - 1;
    }

    private static int Index(char letter) => letter switch
    {
        >= 'a' and <= 'z' => letter - 'a',
        >= '0' and <= '9' => letter - '0' + 26,
        _ => -1,
    };
}
