namespace Helpdesk.Domain.Safety;

/// <summary>Reads a word that has digits or signs in it, or letters repeated.</summary>
internal sealed class MaskedWord(Vocabulary vocabulary, NearMisses nearMisses)
{
    private const int LongestMarked = 4;

    /// <summary>Words of the vocabulary behind the mask, those misspelled as well; null when there is none.</summary>
    public int[]? Find(ReadOnlySpan<char> word)
    {
        var letters = Leet.CountLetters(word);
        if (letters == 0 || letters == word.Length)
            return vocabulary.Find(word) ?? (letters == 0 ? null : vocabulary.Spellings(word, Math.Min(word.Length, Shortest(word))));
        return vocabulary.Spellings(word, Math.Min(word.Length, Shortest(word)))
            ?? vocabulary.Find(word)
            ?? (letters > 1 ? nearMisses.Find(Plainly(word, stackalloc char[word.Length])) : null);
    }

    /// <summary>A short word that is known only with the exclamation mark after it read as a letter: "m!" is "mi".</summary>
    public int[]? FindWithMark(ReadOnlySpan<char> letters, Chunk chunk)
    {
        if (chunk.Length > LongestMarked || chunk.To >= letters.Length || letters[chunk.To] != '!' || !char.IsAsciiLetter(letters[chunk.From])
            || Find(letters[chunk.From..chunk.To]) is not null)
            return null;
        return vocabulary.Spellings(letters[chunk.From..(chunk.To + 1)], chunk.Length + 1);
    }

    /// <summary>Letters that a word must keep when repeated ones are dropped: few only where the repetition is plain to see.</summary>
    public static int Shortest(ReadOnlySpan<char> word)
    {
        for (var i = 2; i < word.Length; i++)
        {
            if (word[i] == word[i - 1] && word[i] == word[i - 2])
                return word.ContainsAnyExcept(word[0]) ? 2 : 1;
        }

        return 3;
    }

    private static ReadOnlySpan<char> Plainly(ReadOnlySpan<char> word, Span<char> into)
    {
        for (var i = 0; i < word.Length; i++)
            into[i] = Leet.Readings(word[i])[0];
        return into;
    }
}
