using System.Text;

namespace Helpdesk.Domain.Tests.Safety;

/// <summary>The ways people hide words (D8), applied to whole texts, so that each case of the corpus is read in every dress.</summary>
public static class Disguise
{
    public static IReadOnlyDictionary<string, Func<string, string>> All { get; } = new Dictionary<string, Func<string, string>>(StringComparer.Ordinal)
    {
        ["none"] = t => t,
        ["capitals"] = t => t.ToUpperInvariant(),
        ["leetspeak"] = t => Map(t, "aeiost", "431057"),
        ["leetspeak, some letters"] = t => Map(t, "eio", "3!0"),
        ["Cyrillic look-alikes"] = t => Map(t, "aeiopcxys", "аеіорсхуѕ"),
        ["Greek look-alikes"] = t => Map(t, "aeiovtk", "αειοντκ"),
        ["fullwidth"] = t => Each(t, c => c is > ' ' and <= '~' ? ((char)(c + 0xFEE0)).ToString() : c.ToString()),
        ["mathematical bold"] = t => Each(t, c => c is >= 'a' and <= 'z' ? char.ConvertFromUtf32(0x1D41A + c - 'a') : c.ToString()),
        ["circled"] = t => Each(t, c => c is >= 'a' and <= 'z' ? ((char)('ⓐ' + c - 'a')).ToString() : c.ToString()),
        ["zero-width space"] = t => Each(t, c => char.IsLetter(c) ? c + "\u200B" : c.ToString()),
        ["soft hyphen"] = t => Each(t, c => char.IsLetter(c) ? c + "\u00AD" : c.ToString()),
        ["combining marks"] = t => Each(t, c => char.IsLetter(c) ? c + "\u0336\u0301" : c.ToString()),
        ["spaced letters"] = t => string.Join("   ", t.Split(' ').Select(w => string.Join(' ', w.AsEnumerable()))),
        ["dotted letters"] = t => string.Join(' ', t.Split(' ').Select(w => string.Join('.', w.AsEnumerable()))),
        ["hyphened letters"] = t => string.Join("  ", t.Split(' ').Select(w => string.Join('-', w.AsEnumerable()))),
        ["inline tags"] = t => Each(t, c => char.IsLetter(c) ? c + "<b></b>" : c.ToString()),
        ["a page"] = t => "<html><body><div style=\"color:red\">Hello,</div><p>" + t.Replace(" ", "&nbsp;", StringComparison.Ordinal) + "</p></body></html>",
        ["entities"] = t => Each(t, c => char.IsLetter(c) ? $"&#{(int)c};" : c.ToString()),
        ["hexadecimal entities"] = t => Each(t, c => char.IsLetter(c) ? $"&#x{(int)c:x};" : c.ToString()),
        ["repeated letters"] = t => Each(t, c => c is 'a' or 'e' or 'i' or 'o' or 'u' ? new string(c, 4) : c.ToString()),
        ["quoted history"] = t => "Thanks, that worked.\n\nOn Monday you wrote:\n> " + Wrap(t, "\n> ") + "\n",
        ["wrapped lines"] = t => Wrap(t, "\r\n"),
        ["among other things"] = t => "Hello team, the app is fine so far and the voices are lovely.\n\n" + t + "\n\nKind regards,\nSam",
    };

    private static string Map(string text, string from, string to) =>
        Each(text, c => from.IndexOf(char.ToLowerInvariant(c), StringComparison.Ordinal) is >= 0 and var at ? to[at].ToString() : c.ToString());

    private static string Each(string text, Func<char, string> letter)
    {
        var result = new StringBuilder(text.Length * 2);
        foreach (var c in text)
            result.Append(letter(c));
        return result.ToString();
    }

    private static string Wrap(string text, string end) =>
        string.Join(end, text.Split(' ').Chunk(4).Select(line => string.Join(' ', line)));
}
