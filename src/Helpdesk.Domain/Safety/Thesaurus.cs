using System.Runtime.InteropServices;
using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>
/// What words of five languages have in common (<c>Shipped/meanings</c>): what was learned about "mum" and "pills" then holds for
/// "maman" and "tabletten". Words are unmasked; a star at the end stands for any ending.
/// </summary>
internal sealed class Thesaurus
{
    private const ulong Seed = 0x4001, Alone = 1;
    private const string Everyday = "everyday.jsonl";
    private const int ShortestBeginning = 3, LongestBeginning = 14;

    private static readonly Lazy<Thesaurus> FromShipped = new(() => new Thesaurus());

    private readonly Dictionary<ulong, ulong[]> _words = [];
    private readonly Dictionary<ulong, ulong[]> _beginnings = [];

    private Thesaurus()
    {
        foreach (var path in ShippedText.Under("meanings"))
        {
            using var reader = new StreamReader(ShippedText.Open(path));
            while (reader.ReadLine() is { } line)
            {
                using var row = JsonDocument.Parse(line);
                var concept = StableHash.Mix(StableHash.Of(row.RootElement.GetProperty("concept").GetString(), Seed)) & ~Alone;
                if (path.EndsWith(Everyday, StringComparison.Ordinal))
                    concept |= Alone;
                foreach (var word in row.RootElement.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.Array).SelectMany(p => p.Value.EnumerateArray()))
                    Add(word.GetString()!, concept);
            }
        }
    }

    public static Thesaurus Shipped => FromShipped.Value;

    /// <summary>Appends the concepts that the word stands for; most words stand for none or one.</summary>
    public void Find(ReadOnlySpan<char> word, List<ulong> concepts)
    {
        var key = StableHash.Of(word[..Math.Min(word.Length, ShortestBeginning)], Seed);
        for (var length = ShortestBeginning; length <= word.Length && length <= LongestBeginning; length++)
        {
            if (length > ShortestBeginning)
                key = StableHash.Extend(key, word[length - 1]);
            if (_beginnings.TryGetValue(key, out var begun))
                concepts.AddRange(begun);
        }

        if (_words.TryGetValue(StableHash.Of(word, Seed), out var exact))
            concepts.AddRange(exact);
    }

    /// <summary>Whether the concept says more beside others: words of every day stand beside everything.</summary>
    public static bool Joins(ulong concept) => (concept & Alone) == 0;

    private void Add(string word, ulong concept)
    {
        var begins = word.EndsWith('*');
        ref var held = ref CollectionsMarshal.GetValueRefOrAddDefault(begins ? _beginnings : _words, StableHash.Of(word.AsSpan().TrimEnd('*'), Seed), out _);
        if (held is null || !held.Contains(concept))
            held = [.. held ?? [], concept];
    }
}
