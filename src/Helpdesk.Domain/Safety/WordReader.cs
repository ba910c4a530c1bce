namespace Helpdesk.Domain.Safety;

/// <summary>A word of the text: which words of the vocabulary it is (null: none), where it stands, in which sentence.</summary>
/// <param name="Start">UTF-16 offset into the field as it was given; half-open with <paramref name="End"/>.</param>
/// <param name="Field">0 subject, 1 body, then one for each attachment name.</param>
/// <param name="Letters">The same for the same unmasked letters, on every machine and in every run.</param>
/// <param name="From">Where its letters stand in the unmasked field; half-open with <paramref name="To"/>.</param>
internal readonly record struct WordRead(int[]? Words, int Start, int End, int Field, int Sentence, uint Letters, int From, int To);

/// <summary>
/// Does: cuts an unmasked text into words and sentences and tells which words of the vocabulary each is, through leetspeak,
/// masking, letter spacing, words run together or torn apart, repeated letters and slips of the keyboard (D8). Linear: the
/// work per letter is bounded whatever the text.
/// Does not: read numbers as letters, unless they stand among leetspeak or hold a letter and spell a word of the vocabulary;
/// nor know any word outside the vocabulary.
/// </summary>
internal sealed class WordReader(Vocabulary vocabulary, NearMisses nearMisses, IReadOnlySet<string> ordinary)
{
    private const int MostPieces = 4;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _ordinary =
        new HashSet<string>(ordinary, StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly RunOfLetters _runs = new(vocabulary);
    private readonly MaskedWord _masked = new(vocabulary, nearMisses);

    /// <summary>Appends the words of one field; sentences are numbered on from <paramref name="sentence"/>.</summary>
    public void Read(UnmaskedText text, int field, List<WordRead> into, ref int sentence)
    {
        var chunks = Chunks.Of(text);
        var page = new Page(text, field, into);
        for (var i = 0; i < chunks.Count;)
        {
            if (chunks[i].Opens)
                sentence++;
            page.Sentence = sentence;
            var spaced = SpacedLetters.From(chunks, i);
            if (Leet.IsTicketNumber(text.Letters, chunks[i]))
                page.AddNumber(_masked.Find(text.Letters[chunks[i].From..chunks[i].To]), chunks[i].From, chunks[i++].To);
            else if (spaced > 0)
            {
                foreach (var (from, to) in SpacedLetters.Words(text.Letters, chunks, i, spaced))
                    ReadRun(page, chunks, from, to);
                i += spaced;
            }
            else if (ReadTorn(page, chunks, i) is > 1 and var pieces)
                i += pieces;
            else if (Leet.IsNumberAmong(text.Letters, chunks, i))
                page.Add(vocabulary.Spellings(text.Letters[chunks[i].From..chunks[i].To], 1), chunks[i].From, chunks[i++].To);
            else
                ReadChunk(page, chunks[i++]);
        }

        sentence++;
    }

    private void ReadRun(Page page, List<Chunk> chunks, int from, int to)
    {
        var run = new char[to - from];
        for (var i = from; i < to; i++)
            run[i - from] = page.Text.Letters[chunks[i].From];
        var letters = Leet.CountLetters(run);
        if ((vocabulary.Find(run) ?? (letters > 0 ? vocabulary.Spellings(run, Math.Min(run.Length, 3)) : null)) is { } whole)
        {
            page.Add(whole, chunks[from].From, chunks[to - 1].To);
        }
        else if (letters > 1 && _runs.Cut(run, spaced: true) is { } words)
        {
            foreach (var word in words)
                page.Add(word.Words, chunks[from + word.From].From, chunks[from + word.To - 1].To);
        }
        else
        {
            for (var i = from; i < to; i++)
                ReadChunk(page, chunks[i]);
        }
    }

    /// <summary>A word torn apart ("sui-cide", "mys elf"): pieces one sign apart that together are a word.</summary>
    private int ReadTorn(Page page, List<Chunk> chunks, int from)
    {
        var letters = page.Text.Letters;
        var node = 0;
        int pieces = 0, length = 0;
        int[]? words = null;
        var strange = false;
        for (var k = from; k < chunks.Count && k - from < MostPieces; k++)
        {
            if (k > from && chunks[k].From - chunks[k - 1].To != 1)
                break;
            foreach (var letter in letters[chunks[k].From..chunks[k].To])
            {
                node = vocabulary.Step(node, letter);
                if (node == 0)
                    return Finish();
            }

            length += chunks[k].Length;
            strange |= vocabulary.Find(letters[chunks[k].From..chunks[k].To]) is null;
            // Pieces that are words themselves ("ran away") stay apart: word classes know their members both ways.
            if (k > from && length >= 5 && strange && vocabulary.Ending(node) is { } ending)
                (words, pieces) = (ending, k - from + 1);
        }

        return Finish();

        int Finish()
        {
            if (words is not null)
                page.Add(words, chunks[from].From, chunks[from + pieces - 1].To);
            return pieces;
        }
    }

    private void ReadChunk(Page page, Chunk chunk)
    {
        var letters = page.Text.Letters[chunk.From..chunk.To];
        if (_masked.FindWithMark(page.Text.Letters, chunk) is { } marked)
        {
            page.Add(marked, chunk.From, chunk.To + 1);
            return;
        }

        if (chunk.Plain)
        {
            ReadPlain(page, chunk.From, chunk.To);
            return;
        }

        Span<char> bare = stackalloc char[Math.Min(letters.Length, 64)];
        var length = 0;
        foreach (var letter in letters)
        {
            if (letter != '\'' && length < bare.Length)
                bare[length++] = letter;
        }

        if (_masked.Find(bare[..length]) is { } known)
            page.Add(known, chunk.From, chunk.To);
        else if (letters.IndexOf('\'') is > 0 and var apostrophe)
            ReadHalves(page, chunk, chunk.From + apostrophe);
        else
            ReadPieces(page, chunk);
    }

    /// <summary>"sh3r!ff's", "m'envoie": known only without what the apostrophe ties to it.</summary>
    private void ReadHalves(Page page, Chunk chunk, int apostrophe)
    {
        ReadChunk(page, Of(chunk.From, apostrophe));
        if (apostrophe + 1 < chunk.To)
            ReadChunk(page, Of(apostrophe + 1, chunk.To));

        Chunk Of(int from, int to) => new(from, to, !page.Text.Letters[from..to].ContainsAnyExceptInRange('a', 'z'), false);
    }

    private void ReadPieces(Page page, Chunk chunk)
    {
        var letters = page.Text.Letters;
        for (var at = chunk.From; at < chunk.To;)
        {
            var from = at;
            if (char.IsAsciiDigit(letters[at]))
            {
                while (at < chunk.To && char.IsAsciiDigit(letters[at]))
                    at++;
                page.Add(vocabulary.Find(letters[from..at]), from, at);
            }
            else if (char.IsAsciiLetter(letters[at]))
            {
                while (at < chunk.To && char.IsAsciiLetter(letters[at]))
                    at++;
                ReadPlain(page, from, at);
            }
            else
            {
                at++;
            }
        }
    }

    private void ReadPlain(Page page, int from, int to)
    {
        var word = page.Text.Letters[from..to];
        var known = vocabulary.Find(word);
        if (known is null && word.Length > 2 && !_ordinary.Contains(word))
        {
            known = vocabulary.Spellings(word, MaskedWord.Shortest(word)) ?? nearMisses.Find(word);
            if (known is null && _runs.Cut(word, spaced: false) is { } pieces)
            {
                foreach (var piece in pieces)
                    page.Add(piece.Words, from + piece.From, from + piece.To);
                return;
            }
        }

        page.Add(known, from, to);
    }
}
