namespace Helpdesk.Domain.Tickets;

/// <summary>
/// A light English stemmer: plural, -ing, -ed, -ly, a silent e, doubled consonants. It only has to bring the forms of one
/// word together ("cancel, cancelled, cancelling"), never to give a word anybody reads.
/// </summary>
internal static class Stemmer
{
    /// <summary>Hash of the stem; changes nothing in <paramref name="word"/> but may use its last character.</summary>
    public static ulong Hash(ReadOnlySpan<char> word)
    {
        Span<char> stem = stackalloc char[Tokenizer.LongestWord];
        word.CopyTo(stem);
        return StableHash.Of(stem[..Stem(stem[..word.Length])]);
    }

    /// <returns>The length of the stem, which stands at the beginning of <paramref name="word"/>.</returns>
    public static int Stem(Span<char> word)
    {
        var length = word.Length;
        if (length < 3 || !char.IsAsciiLetter(word[0])) return length;
        length = Plural(word, length);
        length = Participle(word, length);
        if (length > 4 && Ends(word, length, "ly")) length -= 2;
        if (length > 3 && word[length - 1] == 'e') length--;
        if (length > 2 && word[length - 1] == 'y' && !IsVowel(word[length - 2])) word[length - 1] = 'i';
        if (length > 2 && word[length - 1] == word[length - 2] && !IsVowel(word[length - 1])) length--;
        return length;
    }

    private static int Plural(Span<char> word, int length)
    {
        if (length < 4 || word[length - 1] != 's' || word[length - 2] is 's' or 'u' or 'i') return length;
        if (Ends(word, length, "ies"))
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        return length > 4 && (Ends(word, length, "ches") || Ends(word, length, "shes") || Ends(word, length, "sses") || Ends(word, length, "xes"))
            ? length - 2
            : length - 1;
    }

    private static int Participle(Span<char> word, int length)
    {
        if (length > 4 && Ends(word, length, "ing") && HasVowel(word[..(length - 3)])) return length - 3;
        if (length > 4 && Ends(word, length, "ied"))
        {
            word[length - 3] = 'y';
            return length - 2;
        }

        return length > 4 && Ends(word, length, "ed") && HasVowel(word[..(length - 2)]) ? length - 2 : length;
    }

    private static bool Ends(ReadOnlySpan<char> word, int length, string suffix) =>
        word[..length].EndsWith(suffix, StringComparison.Ordinal);

    private static bool HasVowel(ReadOnlySpan<char> word) => word.IndexOfAny("aeiouy") >= 0;

    private static bool IsVowel(char c) => c is 'a' or 'e' or 'i' or 'o' or 'u';
}
