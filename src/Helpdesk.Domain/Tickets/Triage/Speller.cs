using System.Runtime.InteropServices;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Knows the words of the corpus and reads a rare word as the common one it is a slip of the finger away from: a letter
/// added, dropped, changed or swapped ("pasword", "teh", "declind"). Each word is stored under its forms with one letter
/// dropped, so that looking up costs the length of the word, not the size of the dictionary.
/// </summary>
internal sealed class Speller
{
    private const int Shortest = 3, Longest = 16;
    private const int FewestUses = 4;
    private const int Dominance = 12;

    /// <summary>A changed letter makes another word of a short one: "lags" is no slip for "logs".</summary>
    private const int ShortestChanged = 6;
    private const int MostCandidates = 4;

    private readonly Dictionary<ulong, int> uses = [];
    private readonly Dictionary<ulong, List<string>> byForm = [];
    private readonly List<string> indexed = [];

    /// <summary>How the words of the corpus are read, found once; null means as they stand.</summary>
    private readonly Dictionary<ulong, string?> readings = [];

    /// <summary>Bytes, roughly.</summary>
    public long Size => (uses.Count * 80L) + (byForm.Count * 120L);

    /// <summary>A speller that changes nothing.</summary>
    public static Speller None { get; } = new();

    /// <param name="known">Words that are right although the texts may lack them.</param>
    public static Speller Learn(IEnumerable<TokenText> texts, IEnumerable<string> known)
    {
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        var right = known.ToHashSet(StringComparer.Ordinal);
        foreach (var word in right) words[word] = FewestUses;
        foreach (var text in texts)
        {
            foreach (var token in text.Tokens) CollectionsMarshal.GetValueRefOrAddDefault(words, text.Word(token).ToString(), out _)++;
        }

        var speller = new Speller();
        foreach (var (word, count) in words.OrderByDescending(w => w.Value).ThenBy(w => w.Key, StringComparer.Ordinal))
        {
            speller.uses[StableHash.Of(word)] = count;
            if (count >= FewestUses && word.Length is >= Shortest and <= Longest) speller.Index(word);
        }

        foreach (var (word, count) in words)
        {
            var reading = right.Contains(word) ? word : speller.Search(word, count);
            speller.readings[StableHash.Of(word)] = reading.SequenceEqual(word) ? null : reading.ToString();
        }

        return speller;
    }

    public void Write(BinaryWriter to)
    {
        to.WriteAll<ulong>([.. uses.Keys]);
        to.WriteAll<int>([.. uses.Values]);
        to.Write(indexed.Count);
        foreach (var word in indexed) to.Write(word);
        to.WriteAll<ulong>([.. readings.Keys]);
        foreach (var reading in readings.Values) to.Write(reading ?? "");
    }

    public static Speller Read(BinaryReader from)
    {
        var speller = new Speller();
        var (words, counts) = (from.ReadAll<ulong>(), from.ReadAll<int>());
        for (var i = 0; i < words.Length; i++) speller.uses[words[i]] = counts[i];
        for (var left = from.ReadInt32(); left > 0; left--) speller.Index(from.ReadString());
        foreach (var word in from.ReadAll<ulong>()) speller.readings[word] = from.ReadString() is { Length: > 0 } reading ? reading : null;
        return speller;
    }

    /// <returns>The word meant, or the word itself when it is common or nothing common is near.</returns>
    public ReadOnlySpan<char> Read(ReadOnlySpan<char> word)
    {
        var hash = StableHash.Of(word);
        if (!readings.TryGetValue(hash, out var known)) return Search(word, uses.GetValueOrDefault(hash));
        return known is null ? word : known.AsSpan();
    }

    private ReadOnlySpan<char> Search(ReadOnlySpan<char> word, int own)
    {
        if (byForm.Count == 0 || word.Length is < Shortest or > Longest + 1 || !char.IsAsciiLetter(word[0])) return word;
        var most = own == 0 ? FewestUses - 1 : (own + 1) * Dominance;
        string? best = null;
        Span<char> form = stackalloc char[word.Length];
        for (var skip = -1; skip < word.Length; skip++)
        {
            if (!byForm.TryGetValue(StableHash.Of(Form(word, skip, form)), out var candidates)) continue;
            foreach (var candidate in candidates)
            {
                var count = uses[StableHash.Of(candidate)];
                if (count > most && candidate[0] == word[0] && IsOneSlip(word, candidate)) (best, most) = (candidate, count);
            }
        }

        return best is null ? word : best.AsSpan();
    }

    private void Index(string word)
    {
        indexed.Add(word);
        Span<char> form = stackalloc char[word.Length];
        for (var skip = -1; skip < word.Length; skip++)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(byForm, StableHash.Of(Form(word, skip, form)), out _);
            list ??= [];
            if (list.Count < MostCandidates && !list.Contains(word)) list.Add(word);
        }
    }

    private static ReadOnlySpan<char> Form(ReadOnlySpan<char> word, int skip, Span<char> form)
    {
        if (skip < 0) return word;
        word[..skip].CopyTo(form);
        word[(skip + 1)..].CopyTo(form[skip..]);
        return form[..(word.Length - 1)];
    }

    /// <summary>One letter added, dropped or changed, or two neighbours swapped.</summary>
    private static bool IsOneSlip(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        var length = a.Length;
        var same = a.CommonPrefixLength(b);
        a = a[same..];
        b = b[same..];
        if (a.Length == b.Length + 1) return a[1..].SequenceEqual(b);
        if (b.Length == a.Length + 1) return b[1..].SequenceEqual(a);
        if (a.Length != b.Length || a.Length == 0) return false;
        return (length >= ShortestChanged && a[1..].SequenceEqual(b[1..])) || (a.Length > 1 && a[0] == b[1] && a[1] == b[0] && a[2..].SequenceEqual(b[2..]));
    }
}
