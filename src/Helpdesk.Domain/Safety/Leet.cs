using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>Signs and digits that stand for letters ("k1ll", "$uicide"), and letters that look like one another.</summary>
internal static class Leet
{
    private const int Nearby = 5;

    /// <summary>Every letter the sign may mean; a letter means itself.</summary>
    public static string Readings(char sign) => sign switch
    {
        '0' => "o0",
        '1' => "il1",
        '2' => "z2",
        '3' => "e3",
        '4' => "a4",
        '5' => "s5",
        '6' => "gb6",
        '7' => "t7",
        '8' => "b8",
        '9' => "g9",
        '@' => "a",
        '$' => "s",
        '!' or '|' or 'I' or 'l' or 'i' => sign == 'l' ? "li" : "il",
        '+' => "t",
        '€' => "e",
        '(' => "c",
        'z' => "zs",
        _ => Plain[sign & 0x7F],
    };

    /// <summary>Two signs that look like one letter; NUL when they do not.</summary>
    public static char Pair(char first, char second) => (first, second) switch
    {
        ('v', 'v') => 'w',
        ('r', 'n') => 'm',
        ('p', 'h') => 'f',
        _ => '\0',
    };

    public static bool IsSign(char c) => c is '@' or '$' or '!' or '|' or '+' or '€' or '(' or '*' or '#' or '_';

    private static readonly string[] Plain = [.. Enumerable.Range(0, 128).Select(c => ((char)c).ToString())];

    /// <summary>"70" is a number, but between "w4n7" and "d13" it is a word.</summary>
    public static bool IsNumberAmong(ReadOnlySpan<char> letters, List<Chunk> chunks, int at)
    {
        var chunk = chunks[at];
        if (chunk.Plain || chunk.Length > 3
            || (letters[chunk.From..chunk.To].ContainsAnyExceptInRange('0', '9') && (chunk.Length > 1 || letters[chunk.From] is not ('!' or '|'))))
            return false;
        for (var near = Math.Max(0, at - Nearby); near <= Math.Min(chunks.Count - 1, at + Nearby); near++)
        {
            var word = letters[chunks[near].From..chunks[near].To];
            if (CountLetters(word) > 0 && word.ContainsAny("0123456789@$!|"))
                return true;
        }

        return false;
    }

    /// <summary>
    /// "#KMS7QX" is chance, ours, and in every answer: read as one word and never in pieces, or one ticket in four thousand
    /// would be a crisis by its number alone.
    /// </summary>
    public static bool IsTicketNumber(ReadOnlySpan<char> letters, Chunk chunk) =>
        chunk.From > 0 && letters[chunk.From - 1] == '#' && TicketNumber.Normalise(letters[chunk.From..chunk.To].ToString()) is not null;

    public static int CountLetters(ReadOnlySpan<char> word)
    {
        var count = 0;
        foreach (var letter in word)
            count += char.IsAsciiLetter(letter) ? 1 : 0;
        return count;
    }
}
