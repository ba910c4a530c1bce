namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Cuts subject and body into words. An apostrophe vanishes ("can't" = "cant"), amounts of money and addresses become one
/// word each, numbers keep their digits only up to three (so that 401 stays itself and an order number does not).
/// </summary>
internal sealed class Tokenizer(Speller speller)
{
    public const int LongestWord = 40;

    /// <summary>After these a sentence turns to something else.</summary>
    private static readonly HashSet<ulong> Turns = [.. new[] { "but", "however", "only", "yet" }.Select(word => Stemmer.Hash(word))];

    private readonly List<Token> tokens = [];
    private char[] chars = new char[1024];
    private int length;
    private int sentence;
    private int clause;

    public static TokenText Cut(EssentialText subject, EssentialText body, Speller speller)
    {
        var tokenizer = new Tokenizer(speller);
        tokenizer.Read(subject, TextField.Subject);
        tokenizer.Read(body, TextField.Body);
        return new TokenText(tokenizer.chars, tokenizer.tokens);
    }

    private void Read(EssentialText source, TextField field)
    {
        sentence++;
        clause++;
        var text = source.Text;
        for (var i = 0; i < text.Length;)
        {
            if (IsWordPart(text[i]))
            {
                i = Word(source, i, field);
                continue;
            }

            var ends = text[i] is '\n' or '!' or '?' or ';' || (text[i] == '.' && (i + 1 == text.Length || char.IsWhiteSpace(text[i + 1])));
            if (ends) sentence++;
            if (ends || text[i] is ',' or ':' or '(' or ')' or '–' or '—') clause++;
            i++;
        }
    }

    private int Word(EssentialText source, int at, TextField field)
    {
        var text = source.Text;
        var end = IsLink(text, at) ? LinkEnd(text, at) : at;
        var link = end > at;
        while (!link && end < text.Length && (IsWordPart(text[end]) || IsInner(text, end))) end++;
        // Ours and chance: it must say nothing of what the mail is about.
        if (at > 0 && text[at - 1] == '#' && TicketNumber.Normalise(text[at..end]) is not null) return end;
        var start = length;
        Append('_');
        if (link) Append("zzlink");
        else if (text.AsSpan(at, end - at).Contains('@')) Append("zzmail");
        else if (IsAmount(text, at, end)) Append("zzmoney");
        else Normalise(text.AsSpan(at, end - at));
        if (length - start - 1 is 0 or > LongestWord)
        {
            length = start;
            return end;
        }

        var stem = Stemmer.Hash(speller.Read(chars.AsSpan(start + 1, length - start - 1)));
        Append('_');
        var (from, to) = source.OriginalSpan(at, end);
        if (Turns.Contains(stem)) clause++;
        tokens.Add(new Token(start + 1, length - 1, stem, field, from, to, sentence, clause));
        return end;
    }

    private void Normalise(ReadOnlySpan<char> word)
    {
        const int LongestNumber = 3;
        var start = length;
        var digits = 0;
        foreach (var c in word)
        {
            if (char.IsAsciiDigit(c)) digits++;
            if (c is not ('\'' or '’' or '.')) Append(Letters.Plain(c));
        }

        if (digits <= LongestNumber) return;
        length = start;
        Append("zznumber");
    }

    private static bool IsLink(string text, int at) =>
        text.AsSpan(at).StartsWith("http", StringComparison.OrdinalIgnoreCase)
        && (text.AsSpan(at + 4).StartsWith("://", StringComparison.Ordinal) || text.AsSpan(at + 4).StartsWith("s://", StringComparison.OrdinalIgnoreCase));

    private static int LinkEnd(string text, int at)
    {
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '"')) at++;
        return at;
    }

    /// <summary>Part of a word only between two word characters: apostrophe, the at of an address, the point of a number.</summary>
    private static bool IsInner(string text, int at) =>
        at + 1 < text.Length && IsWordPart(text[at + 1])
        && (text[at] is '\'' or '’' or '@' || (text[at] == '.' && char.IsAsciiDigit(text[at - 1]) && char.IsAsciiDigit(text[at + 1])));

    private static bool IsAmount(string text, int at, int end)
    {
        if (!char.IsAsciiDigit(text[at])) return false;
        var before = at > 0 ? text[at - 1] : ' ';
        var after = end < text.Length ? text[end] : ' ';
        return before is '$' or '€' or '£' || after is '$' or '€' or '£' || (end - at > 3 && text[end - 3] is '.');
    }

    private static bool IsWordPart(char c) => char.IsLetterOrDigit(c);

    private void Append(char c)
    {
        if (length == chars.Length) Array.Resize(ref chars, length * 2);
        chars[length++] = c;
    }

    private void Append(string word)
    {
        foreach (var c in word) Append(c);
    }
}
