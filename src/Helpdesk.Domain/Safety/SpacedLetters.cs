namespace Helpdesk.Domain.Safety;

/// <summary>Letters written apart ("k i l l  m y", "k.i.l.l m.y"): where such a row is, and where its words end.</summary>
internal static class SpacedLetters
{
    private const int Fewest = 3;
    private const int Most = 400;
    private const int WidestGap = 4;

    /// <summary>How many single letters follow one another; 0 when too few to mean anything.</summary>
    public static int From(List<Chunk> chunks, int from)
    {
        var count = 0;
        while (count < Most && from + count < chunks.Count && chunks[from + count].Length == 1
            && (count == 0 || chunks[from + count].From - chunks[from + count - 1].To <= WidestGap))
            count++;
        return count < Fewest ? 0 : count;
    }

    /// <summary>The row cut where the gap is wider than the usual one, as half-open ranges of chunks.</summary>
    public static List<(int From, int To)> Words(ReadOnlySpan<char> letters, List<Chunk> chunks, int from, int count)
    {
        var gaps = new int[count];
        for (var i = 1; i < count; i++)
            gaps[i] = Gap(letters[chunks[from + i - 1].To..chunks[from + i].From]);
        var usual = gaps.Skip(1).CountBy(g => g).MaxBy(g => g.Value).Key;
        var words = new List<(int From, int To)>();
        for (int i = 0, end; i < count; i = end)
        {
            end = i + 1;
            while (end < count && gaps[end] <= usual)
                end++;
            words.Add((from + i, from + end));
        }

        return words;
    }

    /// <summary>A space is wider than a sign, two are wider than one; an apostrophe ("d o n ' t") parts nothing.</summary>
    private static int Gap(ReadOnlySpan<char> between) =>
        between.Contains('\'') ? 0 : (between.Length * 2) + (between.Contains(' ') ? 1 : 0);
}
