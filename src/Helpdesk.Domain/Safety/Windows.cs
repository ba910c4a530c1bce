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
        var starts = Starts(words);
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

    /// <summary>The sentences that hold a match and are too short to be judged for themselves otherwise.</summary>
    public static IEnumerable<Window> Short(List<WordRead> words, List<Match> matches)
    {
        if (matches.Count == 0)
            yield break;
        var starts = Starts(words);
        for (var s = 0; s + 1 < starts.Count; s++)
        {
            var (from, to) = (starts[s], starts[s + 1]);
            if (to - from < Telling && matches.Exists(m => m.From < to && from < m.To))
                yield return new(from, to);
        }
    }

    /// <summary>Where sentences begin, and the end.</summary>
    private static List<int> Starts(List<WordRead> words)
    {
        var starts = new List<int> { 0 };
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].Sentence != words[i - 1].Sentence)
                starts.Add(i);
        }

        starts.Add(words.Count);
        return starts;
    }
}
