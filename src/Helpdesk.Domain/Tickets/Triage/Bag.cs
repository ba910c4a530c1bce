namespace Helpdesk.Domain.Tickets;

/// <summary>A text as the model sees it: the rows of the traits it has and how strongly it has each.</summary>
internal sealed class Bag
{
    public required int[] Rows { get; init; }

    public required float[] Values { get; init; }

    /// <summary>How much each kind of trait may say, by <see cref="FeatureKind"/>; found by trying on held-out voices.</summary>
    private static readonly float[] Share = [1f, 0.7f, 0.8f, 1f];

    public static Bag Of(List<FeatureSeen> seen, Vocabulary vocabulary)
    {
        var known = new List<(int Row, FeatureKind Kind)>(seen.Count);
        foreach (var feature in seen)
        {
            if (vocabulary.Row(feature.Key) is >= 0 and var row) known.Add((row, feature.Kind));
        }

        known.Sort((a, b) => a.Row.CompareTo(b.Row));
        var rows = new List<int>(known.Count);
        var values = new List<float>(known.Count);
        var kinds = new List<FeatureKind>(known.Count);
        Span<double> squares = stackalloc double[Share.Length];
        for (var i = 0; i < known.Count;)
        {
            var times = 1;
            while (i + times < known.Count && known[i + times].Row == known[i].Row) times++;
            var value = (1f + MathF.Log(times)) * vocabulary.Weight[known[i].Row];
            rows.Add(known[i].Row);
            kinds.Add(known[i].Kind);
            values.Add(value);
            squares[(int)known[i].Kind] += value * value;
            i += times;
        }

        for (var i = 0; i < values.Count; i++) values[i] *= Share[(int)kinds[i]] / (float)Math.Sqrt(squares[(int)kinds[i]]);
        return new Bag { Rows = [.. rows], Values = [.. values] };
    }
}
