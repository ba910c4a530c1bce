namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Templates (D33): <c>{{variable}}</c> is filled from what the ticket knows, <c>[words]</c> is a blank that the writer fills.
/// What is left of either stops the reply.
/// </summary>
public static class Blanks
{
    /// <summary>Fills the variables that are known; an unknown or empty one becomes a blank, so that it stops the reply.</summary>
    public static string Fill(string template, Func<string, string?> value)
    {
        var text = new System.Text.StringBuilder(template.Length);
        var at = 0;
        foreach (var (start, end) in Spans(template, "{{", "}}"))
        {
            var name = template[(start + 2)..(end - 2)].Trim();
            text.Append(template, at, start - at).Append(value(name) is { Length: > 0 } known ? known : $"[{name}]");
            at = end;
        }

        return text.Append(template, at, template.Length - at).ToString();
    }

    /// <summary>The blanks of a text that were left as the template had them, each once, in order of appearance.</summary>
    /// <param name="template">Null for a reply written freely: brackets are then the writer's own.</param>
    public static IReadOnlyList<string> Left(string text, string? template)
    {
        var left = Spans(text, "{{", "}}").Select(s => text[s.Start..s.End]).ToList();
        if (template is not null)
        {
            var holes = Holes(template).ToHashSet(StringComparer.Ordinal);
            left.AddRange(Holes(text).Where(holes.Contains));
        }

        return [.. left.Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Bracketed words, and the variables, which become bracketed when they are not known.</summary>
    private static IEnumerable<string> Holes(string text) =>
        Spans(text, "[", "]").Select(s => text[s.Start..s.End]).Where(h => h.Length > 3 && h[1] != '#')
            .Concat(Spans(text, "{{", "}}").Select(s => $"[{text[(s.Start + 2)..(s.End - 2)].Trim()}]"));

    private static IEnumerable<(int Start, int End)> Spans(string text, string open, string close)
    {
        for (var start = text.IndexOf(open, StringComparison.Ordinal); start >= 0;)
        {
            var end = text.IndexOf(close, start + open.Length, StringComparison.Ordinal);
            if (end < 0) yield break;
            yield return (start, end + close.Length);
            start = text.IndexOf(open, end + close.Length, StringComparison.Ordinal);
        }
    }
}
