namespace Helpdesk.Domain.Safety;

/// <summary>Letters without a space between them. <paramref name="Plain"/>: nothing but letters.</summary>
/// <param name="Opens">A new sentence begins here.</param>
internal readonly record struct Chunk(int From, int To, bool Plain, bool Opens)
{
    public int Length => To - From;
}

/// <summary>Cuts an unmasked text at spaces and signs, and finds where sentences begin.</summary>
internal static class Chunks
{
    public static List<Chunk> Of(UnmaskedText text)
    {
        var letters = text.Letters;
        var chunks = new List<Chunk>((letters.Length / 5) + 4);
        var previous = 0;
        for (var at = 0; at < letters.Length; at++)
        {
            if (!Belongs(letters[at]))
                continue;
            int from = at, to = at;
            var plain = true;
            for (; at < letters.Length && Belongs(letters[at]); at++)
            {
                var letter = letters[at];
                if (IsLetterOrDigit(letter) || (to == at && at > from && letter is '$' or '@'))
                    to = at + 1;
                plain &= letter is >= 'a' and <= 'z';
            }

            if (to == from)
            {
                // A sign alone may be one of spaced letters ("k ! l l"); more of them together are decoration.
                if (at - from > 1 || letters[from] == '\'')
                    continue;
                to = from + 1;
            }

            while (to - from > 1 && !IsLetterOrDigit(letters[from]) && letters[from] is not ('@' or '$' or '€' or '!' or '|'))
                from++;
            plain = plain || IsPlain(letters[from..to]);
            var opens = Opens(letters, previous, from);
            previous = to;
            if (plain || !Alternates(letters[from..to]))
            {
                chunks.Add(new(from, to, plain, opens));
                continue;
            }

            for (var letter = from; letter < to; letter += 2)
                chunks.Add(new(letter, letter + 1, true, opens && letter == from));
        }

        return chunks;
    }

    private static bool Opens(ReadOnlySpan<char> letters, int from, int to)
    {
        int lines = 0, stops = 0;
        for (var i = from; i < to; i++)
        {
            switch (letters[i])
            {
                case UnmaskedText.Break or ';':
                    return true;
                case '\n':
                    if (++lines == 2 || (i > from && letters[i - 1] == ':'))
                        return true;
                    break;
                case '.' or '?' or '!':
                    stops++;
                    // Dots inside ("k.i.l.l", "3.5") and rows of dots ("I want to... die") end nothing.
                    if (letters[i] != '.' || (stops == 1 && i + 1 < to && letters[i + 1] is ' ' or '\n'))
                        return i + 1 < to && letters[i + 1] is ' ' or '\n' or '!' or '?';
                    break;
                case not (' ' or '\t'):
                    break;
            }
        }

        return false;
    }

    /// <summary>Letters with the same sign between them ("k_i_l_l") are spaced letters.</summary>
    private static bool Alternates(ReadOnlySpan<char> chunk)
    {
        if (chunk.Length < 5 || chunk.Length % 2 == 0 || chunk[1] is not ('_' or '*' or '#' or '+' or '|' or '!'))
            return false;
        for (var i = 0; i < chunk.Length; i++)
        {
            if (i % 2 == 0 ? !IsLetterOrDigit(chunk[i]) : chunk[i] != chunk[1])
                return false;
        }

        return true;
    }

    private static bool Belongs(char c) => IsLetterOrDigit(c) || c == '\'' || Leet.IsSign(c);

    private static bool IsLetterOrDigit(char c) => c is >= 'a' and <= 'z' or >= '0' and <= '9' or 'I';

    private static bool IsPlain(ReadOnlySpan<char> chunk) => !chunk.ContainsAnyExceptInRange('a', 'z');
}
