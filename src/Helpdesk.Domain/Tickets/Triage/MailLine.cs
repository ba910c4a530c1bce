namespace Helpdesk.Domain.Tickets;

/// <summary>What one line of a mail is: the customer's words, or furniture around them.</summary>
internal static class MailLine
{
    public enum Kind { Text, Header, Footer, Introduction, HistoryFollows, SignatureFollows }

    private static readonly string[] ForwardMarks = ["forwarded message", "begin forwarded message", "weitergeleitete nachricht", "message transféré"];
    private static readonly string[] HistoryMarks = ["-----original message", "-----ursprüngliche nachricht", "-----message d'origine", "##- please type your reply above"];
    private static readonly string[] Headers = ["from:", "sent:", "date:", "to:", "cc:", "bcc:", "reply-to:", "von:", "gesendet:", "an:", "de :", "envoyé :", "à :"];
    private static readonly string[] Footers =
    [
        "sent from my ", "sent from mail for", "sent from yahoo", "sent from outlook", "get outlook for", "sent via ", "von meinem iphone",
        "envoyé de mon", "verstuurd vanaf", "enviado desde mi",
    ];

    private static readonly string[] Disclaimers =
    [
        "intended recipient", "intended solely", "privileged and confidential", "confidential and may", "is confidential and",
        "consider the environment before printing", "delete this email", "delete this e-mail", "virus-free",
    ];

    private static readonly (string Word, bool Forward)[] Prefixes =
        [("re:", false), ("aw:", false), ("antw:", false), ("sv:", false), ("fwd:", true), ("fw:", true), ("wg:", true), ("tr:", true)];

    public static Kind Of(ReadOnlySpan<char> line)
    {
        line = line.Trim();
        if (line.SequenceEqual("--") || line.SequenceEqual("—") || line.StartsWith("____", StringComparison.Ordinal)) return Kind.SignatureFollows;
        if (StartsWithAny(line, HistoryMarks)) return Kind.HistoryFollows;
        if (IsForwardMark(line) || StartsWithAny(line, Headers)) return Kind.Header;
        if (StartsWithAny(line, Footers) && line.Length < 80) return Kind.Footer;
        if (IsIntroduction(line)) return Kind.Introduction;
        foreach (var words in Disclaimers)
        {
            if (line.Contains(words, StringComparison.OrdinalIgnoreCase)) return Kind.Footer;
        }

        return Kind.Text;
    }

    /// <summary>"On 3 May 2025 at 10:12, Storytailor Support wrote:"</summary>
    private static bool IsIntroduction(ReadOnlySpan<char> line) =>
        line.Length < 240 && line.EndsWith(":", StringComparison.Ordinal)
        && ((line.StartsWith("On ", StringComparison.OrdinalIgnoreCase) && line.EndsWith("wrote:", StringComparison.OrdinalIgnoreCase))
            || (line.StartsWith("Am ", StringComparison.Ordinal) && line.Contains("schrieb", StringComparison.Ordinal))
            || (line.StartsWith("Op ", StringComparison.Ordinal) && line.Contains("schreef", StringComparison.Ordinal))
            || (line.StartsWith("Le ", StringComparison.Ordinal) && line.Contains("a écrit", StringComparison.Ordinal)));

    public static bool IsForwardMark(ReadOnlySpan<char> line)
    {
        line = line.TrimStart("-–—>* \t");
        return line.Length < 80 && StartsWithAny(line, ForwardMarks);
    }

    /// <summary>How many characters of quote marks (<c>&gt;</c>) and blanks the line begins with; 0 when it is not quoted.</summary>
    public static int QuoteDepth(ReadOnlySpan<char> line)
    {
        var first = line.TrimStart();
        if (first.IsEmpty || first[0] != '>') return 0;
        return line.Length - line.TrimStart("> \t").Length;
    }

    /// <summary>The reply or forward prefix a subject begins with; length 0 when it has none.</summary>
    public static (int Length, bool Forward) ReplyPrefix(ReadOnlySpan<char> subject)
    {
        var blank = subject.Length - subject.TrimStart().Length;
        foreach (var (word, forward) in Prefixes)
        {
            if (subject[blank..].StartsWith(word, StringComparison.OrdinalIgnoreCase)) return (blank + word.Length, forward);
        }

        return (0, false);
    }

    private static bool StartsWithAny(ReadOnlySpan<char> line, string[] words)
    {
        foreach (var word in words)
        {
            if (line.StartsWith(word, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
