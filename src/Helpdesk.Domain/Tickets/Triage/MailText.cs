namespace Helpdesk.Domain.Tickets;

/// <summary>
/// What the customer says in this message: without markup, quoted history, signature, device footers and disclaimers.
/// Forwarded mail keeps what was forwarded, for there the forwarded part is the message. A text of which nothing would be
/// left is kept whole. Linear in the text.
/// </summary>
public static class MailText
{
    /// <summary>A reply shorter than this says nothing by itself ("see below"), so what it quotes is read too.</summary>
    private const int FewestWords = 4;

    public static EssentialText Essential(string body, bool forwarded = false)
    {
        var plain = Markup.Strip(body);
        var lines = Lines(plain.Text);
        forwarded |= lines.Exists(line => MailLine.IsForwardMark(plain.Text.AsSpan(line.Start, line.End - line.Start)));
        var own = Keep(plain, lines, wholeHistory: forwarded);
        return Words(own.Text) >= FewestWords || forwarded ? own : Keep(plain, lines, wholeHistory: true);
    }

    /// <summary>The subject without "Re:", "Fwd:" and ticket numbers, and whether it says that the mail was forwarded.</summary>
    public static (EssentialText Text, bool Forwarded) Subject(string subject)
    {
        var forwarded = false;
        var at = 0;
        while (MailLine.ReplyPrefix(subject.AsSpan(at)) is { Length: > 0 } prefix)
        {
            forwarded |= prefix.Forward;
            at += prefix.Length;
        }

        var target = new EssentialText.Builder(subject.Length);
        for (; at < subject.Length; at++) target.Add(subject[at], at);
        return (target.Build(), forwarded);
    }

    private static EssentialText Keep(EssentialText plain, List<(int Start, int End)> lines, bool wholeHistory)
    {
        var target = new EssentialText.Builder(plain.Text.Length);
        for (var i = 0; i < lines.Count; i++)
        {
            var (start, end) = lines[i];
            var line = plain.Text.AsSpan(start, end - start);
            var quoted = MailLine.QuoteDepth(line);
            if (quoted > 0 && !wholeHistory) continue;
            line = line[quoted..];
            var kind = MailLine.Of(line);
            if (kind == MailLine.Kind.HistoryFollows && !wholeHistory) break;
            if (kind == MailLine.Kind.Introduction && !wholeHistory && HistoryAfter(plain.Text, lines, i)) break;
            if (kind == MailLine.Kind.Header && !wholeHistory && HeadersAfter(plain.Text, lines, i)) break;
            if (kind == MailLine.Kind.SignatureFollows && !wholeHistory)
            {
                i = SkipSignature(plain.Text, lines, i);
                continue;
            }

            if (kind != MailLine.Kind.Text) continue;
            plain.CopyTo(target, start + quoted, end);
            target.Add('\n', plain.OriginalSpan(end - 1, end).Start);
        }

        return target.Build();
    }

    /// <summary>"On Monday Ann wrote:" ends the message when no line without a quote mark follows it; otherwise it is an inline reply.</summary>
    private static bool HistoryAfter(string text, List<(int Start, int End)> lines, int at)
    {
        var next = at + 1 < lines.Count ? text.AsSpan(lines[at + 1].Start, lines[at + 1].End - lines[at + 1].Start) : default;
        return MailLine.QuoteDepth(next) == 0;
    }

    /// <summary>"From:" with "Sent:" under it opens a quoted message; alone it is a line like any other.</summary>
    private static bool HeadersAfter(string text, List<(int Start, int End)> lines, int at) =>
        at + 1 < lines.Count
        && MailLine.Of(text.AsSpan(lines[at + 1].Start, lines[at + 1].End - lines[at + 1].Start)) == MailLine.Kind.Header;

    /// <summary>A signature ends at the history under it, which the caller then meets as such.</summary>
    private static int SkipSignature(string text, List<(int Start, int End)> lines, int at)
    {
        while (at + 1 < lines.Count)
        {
            var next = text.AsSpan(lines[at + 1].Start, lines[at + 1].End - lines[at + 1].Start);
            if (MailLine.QuoteDepth(next) > 0 || MailLine.Of(next) is MailLine.Kind.HistoryFollows or MailLine.Kind.Introduction) break;
            at++;
        }

        return at;
    }

    /// <summary>Non-empty lines, as half-open spans.</summary>
    private static List<(int Start, int End)> Lines(string text)
    {
        var lines = new List<(int, int)>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r');
            var end = length < 0 ? text.Length : start + length;
            if (!text.AsSpan(start, end - start).IsWhiteSpace()) lines.Add((start, end));
            start = end + 1;
        }

        return lines;
    }

    private static int Words(string text)
    {
        var words = 0;
        for (var i = 0; i < text.Length && words < FewestWords; i++)
        {
            if (char.IsLetterOrDigit(text[i]) && (i == 0 || !char.IsLetterOrDigit(text[i - 1]))) words++;
        }

        return words;
    }
}
