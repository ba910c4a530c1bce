namespace Helpdesk.Domain.Safety;

/// <summary>A stretch of words; half-open.</summary>
internal readonly record struct Window(int From, int To);

/// <summary>The stretches of a text that are judged each for itself: always whole sentences.</summary>
internal static class Windows
{
    private const int Sentences = 3;

    /// <summary>Fewer words say too little alone.</summary>
    private const int Telling = 12;
    private const int LongestWhole = 160;

    /// <summary>Every sentence alone, every few that follow one another, and the whole text when it is not long.</summary>
    public static IEnumerable<Window> Of(List<WordRead> words)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].Sentence != words[i - 1].Sentence)
                starts.Add(i);
        }

        starts.Add(words.Count);
        for (var s = 0; s + 1 < starts.Count; s++)
        {
            if (starts[s + 1] - starts[s] >= Telling)
                yield return new(starts[s], starts[s + 1]);
        }

        for (var s = 0; s + Sentences < starts.Count; s++)
            yield return new(starts[s], starts[s + Sentences]);
        if (starts.Count <= Sentences || words.Count <= LongestWhole)
            yield return new(0, words.Count);
    }
}
