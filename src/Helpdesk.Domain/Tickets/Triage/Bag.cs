namespace Helpdesk.Domain.Tickets;

/// <summary>A text as the model sees it: the rows of the traits it has and how strongly it has each.</summary>
internal sealed class Bag
{
    public required int[] Rows { get; init; }

    public required float[] Values { get; init; }

    /// <summary>How much each kind of trait may say, by <see cref="FeatureKind"/>; found by trying on held-out voices.</summary>
    private static readonly float[] Share = [1f, 0.7f, 0.8f, 0.7f];

    public static Bag Of(List<FeatureSeen> seen, Vocabulary vocabulary)
    {
        var known = new List<(int Row, FeatureKind Kind, float Weight)>(seen.Count);
        foreach (var feature in seen)
        {
            if (vocabulary.Row(feature.Key) is >= 0 and var row) known.Add((row, feature.Kind, feature.Weight));
        }

        known.Sort((a, b) => a.Row.CompareTo(b.Row));
        var rows = new List<int>(known.Count);
        var values = new List<float>(known.Count);
        var kinds = new List<FeatureKind>(known.Count);
        Span<double> squares = stackalloc double[Share.Length];
        for (var i = 0; i < known.Count;)
        {
            var (row, kind, _) = known[i];
            var times = 0f;
            for (; i < known.Count && known[i].Row == row; i++) times += known[i].Weight;
            var value = Dampened(times) * vocabulary.Weight[row];
            rows.Add(row);
            kinds.Add(kind);
            values.Add(value);
            squares[(int)kind] += value * value;
        }

        for (var i = 0; i < values.Count; i++) values[i] *= Share[(int)kinds[i]] / (float)Math.Sqrt(squares[(int)kinds[i]]);
        return new Bag { Rows = [.. rows], Values = [.. values] };
    }

    /// <summary>A word said ten times is not ten times as telling.</summary>
    private static float Dampened(float times) => times >= 1 ? 1 + MathF.Log(times) : times;
}
