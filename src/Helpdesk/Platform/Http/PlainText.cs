using System.Text;

namespace Helpdesk.Platform.Http;

/// <summary>Text from outside, made fit for a table: PostgreSQL stores neither NUL nor half a surrogate pair.</summary>
public static class PlainText
{
    private const char Replacement = '\uFFFD';

    public static string Storable(string text)
    {
        var bad = FirstBad(text);
        if (bad < 0) return text;
        var kept = new StringBuilder(text, 0, bad, text.Length);
        for (var i = bad; i < text.Length; i++)
        {
            var pair = char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            if (pair) kept.Append(text[i]).Append(text[++i]);
            else kept.Append(text[i] == '\0' || char.IsSurrogate(text[i]) ? Replacement : text[i]);
        }

        return kept.ToString();
    }

    /// <summary>At most so many characters, never half of a pair.</summary>
    public static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private static int FirstBad(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return i;
            if (!char.IsSurrogate(text[i])) continue;
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else return i;
        }

        return -1;
    }
}
