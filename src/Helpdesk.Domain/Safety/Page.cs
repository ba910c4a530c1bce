namespace Helpdesk.Domain.Safety;

/// <summary>Where the words of one field are put, with their places in the text as given.</summary>
internal sealed class Page(UnmaskedText text, int field, List<WordRead> into)
{
    public UnmaskedText Text => text;

    public int Sentence { get; set; }

    public void Add(int[]? words, int from, int to) =>
        into.Add(new(words, text.Start(from), text.End(to - 1), field, Sentence, Fnv(text.Letters[from..to]), from, to));

    /// <summary>A word whose letters are chance and say nothing.</summary>
    public void AddNumber(int[]? words, int from, int to) =>
        into.Add(new(words, text.Start(from), text.End(to - 1), field, Sentence, 0, from, from));

    private static uint Fnv(ReadOnlySpan<char> letters)
    {
        var hash = 2166136261u;
        foreach (var letter in letters)
            hash = unchecked((hash ^ letter) * 16777619u);
        return hash;
    }
}
