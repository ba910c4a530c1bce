namespace Helpdesk.Domain.Safety;

/// <summary>
/// The word classes of a lexicon, named (<c>@child</c>) or written on the spot (<c>(a|b c|@d)</c>), each with the words and
/// phrases that belong to it.
/// </summary>
internal sealed class WordClasses(IReadOnlyDictionary<string, IReadOnlyList<string>> named)
{
    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly List<HashSet<string>> _members = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    public Vocabulary Vocabulary { get; } = new();

    public int Count => _members.Count;

    /// <summary>Words and phrases of the class, unmasked, words divided by a space.</summary>
    public IReadOnlySet<string> Members(int id) => _members[id];

    /// <summary>The class that an element of a pattern means: <c>word</c>, <c>@name</c> or <c>(a|b c|@d)</c>.</summary>
    /// <exception cref="FormatException">The class is unknown, empty or contains itself.</exception>
    public int Class(string element)
    {
        if (_ids.TryGetValue(element, out var known))
            return known;
        var members = new HashSet<string>(StringComparer.Ordinal);
        if (element[0] == '@')
        {
            if (!named.TryGetValue(element[1..], out var lines))
                throw new FormatException($"There is no word class '{element}'.");
            if (!_open.Add(element))
                throw new FormatException($"The word class '{element}' contains itself.");
            foreach (var line in lines)
                Collect(line, ',', members);
            _open.Remove(element);
        }
        else
        {
            Collect(element.Trim('(', ')'), '|', members);
        }

        if (members.Count == 0)
            throw new FormatException($"'{element}' holds no word.");
        var id = _members.Count;
        _members.Add(members);
        _ids.Add(element, id);
        return id;
    }

    private void Collect(string text, char between, HashSet<string> into)
    {
        foreach (var part in text.Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part[0] == '@')
                into.UnionWith(_members[Class(part)]);
            else if (Phrase(part) is { Length: > 0 } phrase)
                into.Add(phrase);
        }
    }

    /// <summary>Lexicon words go through the same unmasking as the text, so that both sides spell alike.</summary>
    private string Phrase(string text)
    {
        var words = Unmask.Read(text).ToString().Replace("'", "", StringComparison.Ordinal)
            .Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
            Vocabulary.Add(word);
        return string.Join(' ', words);
    }
}
