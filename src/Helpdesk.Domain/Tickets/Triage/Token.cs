namespace Helpdesk.Domain.Tickets;

/// <summary>
/// A word of the text. <paramref name="From"/> and <paramref name="To"/> are half-open into the normalised characters of its
/// <see cref="TokenText"/>; <paramref name="Start"/> and <paramref name="End"/> are half-open into the text as it was given.
/// </summary>
/// <param name="Stem">Hash of the word without its inflection (<see cref="Stemmer"/>).</param>
/// <param name="Sentence">Phrases never reach across a sentence's end.</param>
/// <param name="Clause">Part of a sentence between commas, colons, brackets and words like "but".</param>
internal readonly record struct Token(
    int From, int To, ulong Stem, TextField Field, int Start, int End, int Sentence, int Clause);

/// <summary>A text as words: lower case, without accents, with <c>_</c> before and after each word in <see cref="Chars"/>.</summary>
internal sealed class TokenText(char[] chars, List<Token> tokens)
{
    public char[] Chars { get; } = chars;

    public List<Token> Tokens { get; } = tokens;

    public ReadOnlySpan<char> Word(Token token) => Chars.AsSpan(token.From, token.To - token.From);
}

/// <summary>FNV-1a with a final mix: the same on every machine, unlike <see cref="string.GetHashCode()"/>.</summary>
internal static class StableHash
{
    private const ulong Offset = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    public static ulong Of(ReadOnlySpan<char> word, ulong seed = 0)
    {
        var hash = Offset ^ seed;
        foreach (var c in word) hash = Extend(hash, c);
        return hash;
    }

    public static ulong Extend(ulong hash, char c) => (hash ^ c) * Prime;

    public static ulong Join(ulong a, ulong b) => Mix((a * Prime) ^ (b + 0x9E3779B97F4A7C15 + (a << 6) + (a >> 2)));

    public static ulong Mix(ulong hash)
    {
        hash ^= hash >> 33;
        hash *= 0xFF51AFD7ED558CCD;
        return hash ^ (hash >> 33);
    }
}
