namespace Helpdesk.Domain.Safety;

/// <summary>One element of a pattern: a word class, at most <paramref name="Gap"/> other words before it.</summary>
internal readonly record struct Element(int Class, int Gap, bool Optional);

/// <param name="Anchor">The element that is looked up; all others are tried around it.</param>
/// <param name="Lead">Most words that may stand before the anchor.</param>
internal sealed record Pattern(int Rule, Element[] Elements, int Anchor, int Lead);

/// <summary>Words that a rule wants nearby, does not want in the sentence, or does not want nearby.</summary>
internal sealed record Context(int[] With, int[] Without, int[] Unless, int AtMost);

/// <summary>
/// The patterns of all rules, ready to be matched. A pattern is written as words, <c>@classes</c> and <c>(a|b c)</c> groups in
/// order; <c>?</c> after one makes it optional; <c>~</c> lets up to three other words stand there, <c>~7</c> up to seven.
/// </summary>
internal sealed class PatternTable(WordClasses classes, IReadOnlyList<string> common)
{
    private const int DefaultGap = 3;
    private const int LongestPattern = 60;

    private readonly List<Pattern> _patterns = [];
    private readonly List<Context> _contexts = [];
    private readonly Lazy<HashSet<string>> _common = new(() =>
        common.SelectMany(l => l.Split(' ', StringSplitOptions.RemoveEmptyEntries)).ToHashSet(StringComparer.Ordinal));

    public IReadOnlyList<Context> Contexts => _contexts;

    public ClassIndex Index { get; private set; } = null!;

    public Pattern[][] ByWord { get; private set; } = [];

    public Pattern[][] ByPhraseOf { get; private set; } = [];

    public void Add(int rule, RuleData data)
    {
        foreach (var pattern in data.Say)
            _patterns.Add(Compile(rule, pattern));
        _contexts.Add(new(Ids(data.With), Ids(data.Without), Ids(data.Unless), data.AtMost));
    }

    /// <summary>Called once, when all rules are in.</summary>
    public void Seal()
    {
        Index = new(classes);
        ByWord = new Pattern[classes.Vocabulary.Count][];
        for (var word = 0; word < ByWord.Length; word++)
            ByWord[word] = [.. _patterns.Where(p => Index.Has(word, p.Elements[p.Anchor].Class))];
        ByPhraseOf = new Pattern[classes.Count][];
        for (var c = 0; c < ByPhraseOf.Length; c++)
            ByPhraseOf[c] = [.. _patterns.Where(p => p.Elements[p.Anchor].Class == c)];
    }

    private Pattern Compile(int rule, string text)
    {
        var elements = new List<Element>();
        var gap = 0;
        foreach (var part in Split(text))
        {
            if (part[0] == '~')
            {
                gap = part.Length == 1 ? DefaultGap : int.Parse(part.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture);
                continue;
            }

            var optional = part[^1] == '?';
            elements.Add(new(classes.Class(optional ? part[..^1] : part), gap, optional));
            gap = 0;
        }

        if (elements.Count == 0 || elements[0].Optional || gap > 0)
            throw new FormatException($"The pattern '{text}' must begin and end with words that are not optional.");
        if (elements.Sum(e => e.Gap + Longest(e.Class)) > LongestPattern)
            throw new FormatException($"The pattern '{text}' may span more than {LongestPattern} words.");
        var anchor = Enumerable.Range(0, elements.Count).Where(i => !elements[i].Optional).MinBy(i => Weight(elements[i].Class));
        var lead = elements.Take(anchor).Sum(e => Longest(e.Class)) + elements.Take(anchor + 1).Sum(e => e.Gap);
        return new(rule, [.. elements], anchor, lead);
    }

    private int[] Ids(IReadOnlyList<string>? elements) => [.. (elements ?? []).Select(classes.Class)];

    private int Longest(int id) => classes.Members(id).Max(m => m.Count(c => c == ' ') + 1);

    private int Weight(int id) => classes.Members(id).Sum(m => _common.Value.Contains(m) ? 1000 : m.Contains(' ', StringComparison.Ordinal) ? 1 : 3);

    private static IEnumerable<string> Split(string text)
    {
        var (from, depth) = (0, 0);
        for (var at = 0; at <= text.Length; at++)
        {
            if (at == text.Length || (text[at] == ' ' && depth == 0))
            {
                if (at > from)
                    yield return text[from..at];
                from = at + 1;
            }
            else
            {
                depth += text[at] switch { '(' => 1, ')' => -1, _ => 0 };
            }
        }

        if (depth != 0)
            throw new FormatException($"The pattern '{text}' has an open bracket.");
    }
}
