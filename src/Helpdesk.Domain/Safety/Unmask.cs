namespace Helpdesk.Domain.Safety;

/// <summary>
/// Does: takes the disguise off a text (D8): case, accents, look-alike letters of other alphabets, fullwidth and
/// mathematical letters, invisible characters, HTML tags and entities, quote marks at the start of a line. Keeps for every
/// letter where it stood, so that a span can be shown in the text as given. One pass, linear.
/// Does not: skip anything (quoted history is read like the rest), judge words (leetspeak, letter spacing and misspelling
/// need a vocabulary, see <see cref="WordReader"/>), or read text turned backwards or encoded.
/// </summary>
public static class Unmask
{
    /// <summary>Reads one field. Offsets are UTF-16 units into <paramref name="text"/>.</summary>
    public static UnmaskedText Read(string text)
    {
        var result = new UnmaskedText(text.Length + 8);
        Span<char> buffer = stackalloc char[4];
        bool lineStart = true, quoted = false, wasQuoted = false;
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (lineStart && c == '>')
            {
                quoted = true;
                at++;
                continue;
            }

            if (lineStart && !char.IsWhiteSpace(c))
            {
                // A quoted line goes on with the sentence of the line above; a change of depth begins another text.
                if (quoted != wasQuoted)
                    result.Add(UnmaskedText.Break, at, at);
                (lineStart, wasQuoted) = (false, quoted);
            }

            if (c == '<' && Markup.Tag(text, at, out var block) is > 0 and var tag)
            {
                if (block)
                    result.Add('\n', at, at + tag);
                at += tag;
                continue;
            }

            if (c == '&' && Markup.Entity(text, at, out var decoded) is > 0 and var entity)
            {
                Append(result, decoded, at, at + entity, buffer);
                at += entity;
                continue;
            }

            // Capital I inside a small word is a favourite mask of l ("kiII"): kept apart for the vocabulary to decide.
            if (c == 'I' && at > 0 && char.IsAsciiLetterLower(text[at - 1]))
            {
                result.Add('I', at, ++at);
                continue;
            }

            if (c == '\n')
                (lineStart, quoted) = (true, false);
            var folded = buffer;
            var read = Lookalikes.Fold(text, at, ref folded);
            foreach (var letter in folded)
                result.Add(letter, at, at + read);
            at += read;
        }

        return result;
    }

    private static void Append(UnmaskedText result, string decoded, int start, int end, Span<char> buffer)
    {
        for (var i = 0; i < decoded.Length;)
        {
            var folded = buffer;
            i += Lookalikes.Fold(decoded, i, ref folded);
            foreach (var letter in folded)
                result.Add(letter, start, end);
        }
    }
}
