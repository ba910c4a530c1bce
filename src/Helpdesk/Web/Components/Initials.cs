using System.Globalization;

namespace Helpdesk.Web;

/// <summary>A person at 24 px: two letters and one of six hues.</summary>
public static class Initials
{
    private const int Hues = 6;

    /// <summary>First letters of the first and the last word; one word gives one letter, no letter gives "?".</summary>
    public static string Of(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(First).Where(l => l.Length > 0).ToList();
        return words.Count switch
        {
            0 => "?",
            1 => words[0],
            _ => words[0] + words[^1],
        };
    }

    /// <summary>The same name has the same hue on every page, node and version: a hash of our own (FNV-1a), not the runtime's.</summary>
    /// <returns>"" for the plain hue, else "h1" to "h5".</returns>
    public static string Hue(string name)
    {
        var hash = 2166136261u;
        foreach (var letter in name.Trim().ToUpperInvariant()) hash = unchecked((hash ^ letter) * 16777619u);
        var hue = hash % Hues;
        return hue == 0 ? "" : $"h{hue}";
    }

    private static string First(string word)
    {
        var elements = StringInfo.GetTextElementEnumerator(word);
        while (elements.MoveNext())
        {
            var element = elements.GetTextElement();
            if (char.IsLetterOrDigit(element, 0)) return element.ToUpperInvariant();
        }

        return "";
    }
}
