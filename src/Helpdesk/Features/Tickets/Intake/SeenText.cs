using System.Text;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// All that a reader of a mail may see, for the screening (D8, D34a): a mail's markup may say what its plain text does not. The text
/// comes first, so that places in it stay what they are; lines of the markup follow only when the text lacks them.
/// </summary>
public static class SeenText
{
    /// <summary>Beyond this, lines are not compared: all of the markup's text follows.</summary>
    private const int LongestCompared = 100_000;

    public static string Of(string text, string? html)
    {
        if (html is null) return text;
        var markup = HtmlText.Of(html);
        if (markup.Length > LongestCompared || text.Length > LongestCompared) return text + "\n\n" + markup;
        var known = Bare(text);
        var missing = new StringBuilder();
        foreach (var line in markup.Split('\n'))
        {
            if (!known.Contains(Bare(line), StringComparison.Ordinal)) missing.Append(line).Append('\n');
        }

        return missing.Length == 0 ? text : $"{text}\n\n{missing}";
    }

    /// <summary>Letters and digits only: the two parts break lines and quote in different ways.</summary>
    private static string Bare(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
