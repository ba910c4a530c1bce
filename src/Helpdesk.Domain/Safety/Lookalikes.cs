using System.Globalization;
using System.Text;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// Folds one character to the plain lower-case Latin letters it looks like: accents dropped, fullwidth, mathematical and
/// circled letters, Cyrillic and Greek look-alikes (D8). What looks like no letter folds to a space; what takes no room
/// (zero-width, soft hyphen, combining mark, direction control) folds to nothing.
/// </summary>
internal static class Lookalikes
{
    private const char Nothing = '\0';

    private const string Pairs =
        "аaвbгrдdеeёeззиuйuкkлlмmнhоoпnрpсcтtуyфfхxцuчyшwщwъbыbьbэeюoяrіiїiјjѕsԁdԛqԝwһhӏlҏpҫcңhүyұyӧoӓaәeɡgɑa" +
        "αaβbγyδdεeζzηnθoιiκkλlμuνvξeοoπnρpσoςsτtυuφoχxψwωwϲcϳj" +
        "øođdłlıiþpðdħhŧtƙkɓbɗdɛeɩiɪiʀrɴnʟlɢgʙbʜhᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜱsꜰfʏyəeɐaɔcɯwʇtʌvʎyʞkɥhɹr" +
        "աuցgհhոnսuօoֆf‚,’'‘'ʼ'`'´'′'＇'‐-‑-‒-–-—-−-¡!ǃ!ⅼlⅰiⅴvⅹxⅽcⅾdⅿm";

    /// <summary>Capitals whose shape differs from that of their lower case.</summary>
    private const string Capitals = "ΗhΝnΡpΥyΒbΜmΧxΙiВbНhРpСcХxУyІiЅsЈj";

    private static readonly char[] Table = Build();

    private static readonly Dictionary<char, string> Several = new()
    {
        ['ß'] = "ss", ['æ'] = "ae", ['Æ'] = "ae", ['œ'] = "oe", ['Œ'] = "oe",
        ['ﬀ'] = "ff", ['ﬁ'] = "fi", ['ﬂ'] = "fl", ['ﬃ'] = "ffi", ['ﬄ'] = "ffl", ['ﬅ'] = "st", ['ﬆ'] = "st",
    };

    /// <summary>Appends what the character at <paramref name="at"/> folds to.</summary>
    /// <returns>UTF-16 units read: 2 for a surrogate pair, else 1.</returns>
    public static int Fold(ReadOnlySpan<char> text, int at, ref Span<char> into)
    {
        var c = text[at];
        if (c < '\u0080')
        {
            into[0] = Table[c];
            into = into[..1];
            return 1;
        }

        if (Several.TryGetValue(c, out var letters))
        {
            letters.CopyTo(into);
            into = into[..letters.Length];
            return 1;
        }

        var pair = char.IsHighSurrogate(c) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]);
        var folded = pair ? Astral(char.ConvertToUtf32(c, text[at + 1])) : Table[c];
        into[0] = folded;
        into = into[..(folded == Nothing ? 0 : 1)];
        return pair ? 2 : 1;
    }

    private static char Astral(int point) => point switch
    {
        >= 0x1D400 and <= 0x1D6A3 or >= 0x1D7CE and <= 0x1D7FF => Table[char.ConvertFromUtf32(point).Normalize(NormalizationForm.FormKD)[0]],
        >= 0x1D6A8 and <= 0x1D7CB => Table[char.ConvertFromUtf32(point).Normalize(NormalizationForm.FormKD)[0]],
        >= 0x1F110 and <= 0x1F129 => (char)('a' + point - 0x1F110),
        >= 0x1F130 and <= 0x1F149 => (char)('a' + point - 0x1F130),
        >= 0x1F150 and <= 0x1F169 => (char)('a' + point - 0x1F150),
        >= 0x1F170 and <= 0x1F189 => (char)('a' + point - 0x1F170),
        >= 0x1F1E6 and <= 0x1F1FF => (char)('a' + point - 0x1F1E6), // regional indicators, read one by one
        >= 0xE0000 and <= 0xE01EF => Nothing, // tags and variation selectors
        >= 0x1F3FB and <= 0x1F3FF => Nothing,
        _ => ' ',
    };

    private static char[] Build()
    {
        var table = new char[char.MaxValue + 1];
        Array.Fill(table, ' ');
        for (var c = '!'; c <= '~'; c++)
            table[c] = char.ToLowerInvariant(c);
        table['\n'] = table['\u2028'] = table['\u2029'] = '\n';
        table['€'] = '€';

        // Only the blocks that hold letters in disguise; the rest of the plane looks like no Latin letter.
        Decompose(table, '\u00A1', '\u24FF');
        Decompose(table, '\u2C60', '\u2C7F');
        Decompose(table, '\uA720', '\uA7FF');
        Decompose(table, '\uFF01', '\uFF5E');
        for (var i = 0; i < Pairs.Length; i += 2)
        {
            table[char.ToUpperInvariant(Pairs[i])] = Pairs[i + 1];
            table[Pairs[i]] = Pairs[i + 1];
        }

        for (var i = 0; i < Capitals.Length; i += 2)
            table[Capitals[i]] = Capitals[i + 1];
        for (var c = '\u0080'; c < char.MaxValue; c++)
        {
            if (char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark)
                table[c] = Nothing;
        }

        table['\u115F'] = table['\u1160'] = table['\u3164'] = table['\uFFA0'] = table['\u034F'] = Nothing; // blank fillers
        return table;
    }

    private static void Decompose(char[] table, char from, char to)
    {
        for (var c = from; c <= to; c++)
        {
            var first = c.ToString().Normalize(NormalizationForm.FormKD)[0];
            if (first == '(' && c is >= '\u249C' and <= '\u24B5')
                first = (char)('a' + c - '\u249C');
            if (first is > ' ' and <= '~')
                table[c] = char.ToLowerInvariant(first);
        }
    }
}
