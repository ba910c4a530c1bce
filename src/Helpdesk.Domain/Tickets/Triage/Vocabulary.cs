using System.Numerics;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Which traits the model knows: key → row, with how telling each is (inverse document frequency). At most
/// <see cref="Most"/> rows, so the memory of a model is bounded whatever the corpus.
/// </summary>
internal sealed class Vocabulary
{
    public const int Most = 150_000;

    /// <summary>Low bits of an entry hold row + 1, the others those of the key: one look into memory per trait. 0 is an empty slot.</summary>
    private const ulong RowBits = (1UL << 20) - 1;

    private readonly ulong[] entries;
    private readonly ulong mask;

    private Vocabulary(List<(ulong Key, int Documents)> known, int documents)
    {
        entries = new ulong[BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, known.Count * 2))];
        mask = (ulong)entries.Length - 1;
        Weight = new float[known.Count];
        for (var row = 0; row < known.Count; row++)
        {
            entries[Slot(known[row].Key)] = (known[row].Key & ~RowBits) | (uint)(row + 1);
            Weight[row] = MathF.Log((1f + documents) / (1f + known[row].Documents)) + 1f;
        }
    }

    private Vocabulary(ulong[] entries, float[] weight) => (this.entries, mask, Weight) = (entries, (ulong)entries.Length - 1, weight);

    /// <summary>Inverse document frequency by row.</summary>
    public float[] Weight { get; }

    public int Count => Weight.Length;

    /// <summary>Bytes.</summary>
    public long Size => (entries.Length * sizeof(ulong)) + (Weight.Length * sizeof(float));

    public void Write(BinaryWriter to)
    {
        to.WriteAll<ulong>(entries);
        to.WriteAll<float>(Weight);
    }

    public static Vocabulary Read(BinaryReader from) => new(from.ReadAll<ulong>(), from.ReadAll<float>());

    /// <returns>-1 when the trait is unknown.</returns>
    public int Row(ulong key) => (int)(entries[Slot(key)] & RowBits) - 1;

    /// <summary>
    /// The row of each trait, -1 when it is unknown. The table is larger than what is near the core: all looks of a block are asked
    /// for before the first is judged, so that they wait beside each other.
    /// </summary>
    public int[] Rows(ReadOnlySpan<FeatureSeen> seen)
    {
        const int Block = 64;
        Span<ulong> looks = stackalloc ulong[Block];
        var rows = new int[seen.Length];
        for (var from = 0; from < seen.Length; from += Block)
        {
            var block = seen[from..Math.Min(from + Block, seen.Length)];
            for (var i = 0; i < block.Length; i++) looks[i] = entries[block[i].Key & mask];
            for (var i = 0; i < block.Length; i++)
                rows[from + i] = looks[i] == 0 ? -1 : ((looks[i] ^ block[i].Key) & ~RowBits) == 0 ? (int)(looks[i] & RowBits) - 1 : Row(block[i].Key);
        }

        return rows;
    }

    /// <summary>Counts in how many documents each trait stands and keeps those seen often enough for their kind.</summary>
    public static Vocabulary Learn(IReadOnlyList<List<FeatureSeen>> documents)
    {
        // A trait in four is a new one: growing step by step would copy all of them over and over.
        var counts = new Dictionary<ulong, (int Documents, int Last, FeatureKind Kind)>(documents.Sum(d => d.Count) / 4);
        for (var d = 0; d < documents.Count; d++)
        {
            foreach (var feature in documents[d])
            {
                ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, feature.Key, out var exists);
                if (exists && count.Last == d) continue;
                count = (count.Documents + 1, d, feature.Kind);
            }
        }

        var kept = counts.Where(c => c.Value.Documents >= Fewest(c.Value.Kind)).Select(c => (c.Key, c.Value.Documents)).ToList();
        kept.Sort((a, b) => a.Documents != b.Documents ? b.Documents.CompareTo(a.Documents) : a.Key.CompareTo(b.Key));
        if (kept.Count > Most) kept.RemoveRange(Most, kept.Count - Most);
        return new Vocabulary(kept, documents.Count);
    }

    private static int Fewest(FeatureKind kind) => kind switch { FeatureKind.Letters => 3, FeatureKind.Concept => 1, _ => 2 };

    private int Slot(ulong key)
    {
        var slot = key & mask;
        while (entries[slot] != 0 && ((entries[slot] ^ key) & ~RowBits) != 0) slot = (slot + 1) & mask;
        return (int)slot;
    }
}
