namespace Helpdesk.Domain.Safety;

/// <summary>
/// What counts as one slip of the keyboard or the ear: two letters swapped, one left out, one too many, or one taken for
/// another that sounds like it. The shorter the word, the less: in a short word any letter makes another word of it
/// ("seats", "sexts"), so there only a swap counts.
/// </summary>
internal static class Slip
{
    private const int ShortestDropped = 6;
    private const int ShortestChanged = 6;
    private const int ShortestMistyped = 8;

    private static readonly string[] SoundAlike = ["aeiouy", "sz", "cks", "ckq", "fv", "td", "mn", "gj", "bp"];

    /// <summary>Whether the token, which is not the word, was probably meant to be it. The first letter must be right.</summary>
    public static bool Between(ReadOnlySpan<char> token, ReadOnlySpan<char> word)
    {
        var head = token.CommonPrefixLength(word);
        if (head == 0)
            return false;
        var tail = 0;
        while (tail < Math.Min(token.Length, word.Length) - head && token[^(tail + 1)] == word[^(tail + 1)])
            tail++;
        int given = token.Length - head - tail, meant = word.Length - head - tail;
        return (given, meant) switch
        {
            (2, 2) => token[head] == word[head + 1] && token[head + 1] == word[head],
            (0, 1) or (1, 0) => word.Length >= ShortestDropped,
            (1, 1) => word.Length >= ShortestMistyped || (word.Length >= ShortestChanged && SoundsLike(token[head], word[head])),
            _ => false,
        };
    }

    private static bool SoundsLike(char one, char other) =>
        Array.Exists(SoundAlike, s => s.Contains(one, StringComparison.Ordinal) && s.Contains(other, StringComparison.Ordinal));
}
