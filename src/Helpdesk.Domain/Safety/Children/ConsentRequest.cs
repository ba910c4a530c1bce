namespace Helpdesk.Domain.Safety;

/// <summary>Whether a reply is the consent request as it ships, with only its blanks filled: the one message that D38 lets through.</summary>
public static class ConsentRequest
{
    /// <summary>The slug of the template.</summary>
    public const string Template = "parental-consent";

    /// <summary>Characters that may stand for a variable, such as a name.</summary>
    private const int LongestFilling = 60;

    /// <param name="template">The template's body, with <c>{{variables}}</c>.</param>
    public static bool IsAsWritten(string text, string template)
    {
        var said = text.ReplaceLineEndings("\n").Trim();
        var parts = Literals(template.ReplaceLineEndings("\n").Trim());
        var at = 0;
        for (var i = 0; i < parts.Count; i++)
        {
            var found = i == parts.Count - 1 && parts[i].Length == 0 ? said.Length : said.IndexOf(parts[i], at, StringComparison.Ordinal);
            if (found < 0 || (i == 0 ? found > 0 : found - at > LongestFilling || said.AsSpan(at, found - at).Contains('\n'))) return false;
            at = found + parts[i].Length;
        }

        return at == said.Length;
    }

    private static List<string> Literals(string template)
    {
        var parts = new List<string>();
        var at = 0;
        while (template.IndexOf("{{", at, StringComparison.Ordinal) is >= 0 and var open && template.IndexOf("}}", open, StringComparison.Ordinal) is >= 0 and var close)
        {
            parts.Add(template[at..open]);
            at = close + 2;
        }

        parts.Add(template[at..]);
        return parts;
    }
}
