using System.Numerics;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Which traits the model knows: key → row, with how telling each is (inverse document frequency). At most
/// <see cref="Most"/> rows, so the memory of a model is bounded whatever the corpus.
/// </summary>
internal sealed class Vocabulary
{
    public const int Most = 150_000;

    private readonly ulong[] keys;
    private readonly int[] rows;
    private readonly int mask;

    private Vocabulary(List<(ulong Key, int Documents)> known, int documents)
    {
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, known.Count * 2));
        keys = new ulong[size];
        rows = new int[size];
        mask = size - 1;
        Array.Fill(rows, -1);
        Weight = new float[known.Count];
        for (var row = 0; row < known.Count; row++)
        {
            var slot = Slot(known[row].Key);
            keys[slot] = known[row].Key;
            rows[slot] = row;
            Weight[row] = MathF.Log((1f + documents) / (1f + known[row].Documents)) + 1f;
        }
    }

    /// <summary>Inverse document frequency by row.</summary>
    public float[] Weight { get; }

    public int Count => Weight.Length;

    /// <returns>-1 when the trait is unknown.</returns>
    public int Row(ulong key) => rows[Slot(key)];

    /// <summary>Counts in how many documents each trait stands and keeps those seen often enough for their kind.</summary>
    public static Vocabulary Learn(IReadOnlyList<List<FeatureSeen>> documents)
    {
        var counts = new Dictionary<ulong, (int Documents, int Last, FeatureKind Kind)>();
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
        var slot = (int)(key & (ulong)mask);
        while (rows[slot] >= 0 && keys[slot] != key) slot = (slot + 1) & mask;
        return slot;
    }
}
