namespace Helpdesk.Tests.Mail;

/// <summary>Hostile samples of our own, and the ways one sample is wrapped to change how a reader meets it.</summary>
internal static class HostileHtml
{
    private static readonly (char Mark, char Is)[] Marks = [('␀', '\0'), ('␊', '\n'), ('␉', '\t'), ('␍', '\r'), ('␌', '\f')];

    public static IReadOnlyList<string> Samples { get; } = Read();

    /// <summary>Each sample alone and inside what changes a parser's state.</summary>
    public static IEnumerable<string> Wrapped() => Samples.SelectMany(s => new[]
    {
        s, "<p title=\"" + s + "\">", "<table><tr><td>" + s, "<svg><p>" + s, "<b><a href=https://good.example>" + s, "<pre>" + s + "</pre>" + s,
        "<textarea>" + s, "<!--" + s + "-->" + s, "<" + s, s + "<", s.Replace("<", "<<", StringComparison.Ordinal), s.ToUpperInvariant(),
        s.Replace('"', '\''), s[..(s.Length / 2)], s[(s.Length / 2)..], s.Replace(" ", "/", StringComparison.Ordinal),
    });

    private static List<string> Read()
    {
        using var stream = typeof(HostileHtml).Assembly.GetManifestResourceStream("hostile-html.txt")!;
        using var reader = new StreamReader(stream);
        var samples = new List<string>();
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            samples.Add(Marks.Aggregate(line, (text, mark) => text.Replace(mark.Mark, mark.Is)));
        }

        return samples;
    }
}
