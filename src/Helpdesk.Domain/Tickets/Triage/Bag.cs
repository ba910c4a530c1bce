namespace Helpdesk.Domain.Tickets;

/// <summary>A text as the model sees it: the rows of the traits it has and how strongly it has each.</summary>
internal sealed class Bag
{
    /// <summary>How much each kind of trait may say, by <see cref="FeatureKind"/>; found by trying on held-out voices.</summary>
    private static readonly float[] Share = [1f, 0.7f, 0.8f, 0.7f, 0.7f];

    /// <summary>Where a row stands in the bag being filled; all zero between two fillings, so that filling costs what the text holds.</summary>
    [ThreadStatic]
    private static int[]? placeOfRow;

    private readonly int[] placeOfSeen;

    private Bag(int[] placeOfSeen, int[] rows, float[] values) => (this.placeOfSeen, Rows, Values) = (placeOfSeen, rows, values);

    public static int Kinds => Share.Length;

    public int[] Rows { get; }

    public float[] Values { get; }

    /// <summary>Where in <see cref="Rows"/> the trait at this index of the list it was made from stands; -1 when unknown to the model.</summary>
    public int PlaceOf(int seen) => placeOfSeen[seen];

    public static Bag Of(List<FeatureSeen> seen, Vocabulary vocabulary)
    {
        var places = placeOfRow is { } kept && kept.Length >= vocabulary.Count ? kept : placeOfRow = new int[vocabulary.Count];
        var placeOfSeen = new int[seen.Count];
        var rows = new List<int>(seen.Count);
        var times = new List<float>(seen.Count);
        var kinds = new List<FeatureKind>(seen.Count);
        for (var i = 0; i < seen.Count; i++)
        {
            var row = vocabulary.Row(seen[i].Key);
            placeOfSeen[i] = -1;
            if (row < 0) continue;
            if (places[row] == 0)
            {
                rows.Add(row);
                times.Add(0);
                kinds.Add(seen[i].Kind);
                places[row] = rows.Count;
            }

            placeOfSeen[i] = places[row] - 1;
            times[placeOfSeen[i]] += seen[i].Weight;
        }

        foreach (var row in rows) places[row] = 0;
        return new Bag(placeOfSeen, [.. rows], Strengths(rows, times, kinds, vocabulary));
    }

    public static float ShareOf(FeatureKind kind) => Share[(int)kind];

    /// <summary>Every time counts in full: what two texts say together is then the sum of what each says.</summary>
    public static Bag Sum(List<FeatureSeen> seen, Vocabulary vocabulary)
    {
        var times = new Dictionary<int, (float Value, FeatureKind Kind)>();
        Span<double> squares = stackalloc double[Share.Length];
        foreach (var feature in seen)
        {
            var row = vocabulary.Row(feature.Key);
            if (row < 0) continue;
            var value = vocabulary.Weight[row];
            squares[(int)feature.Kind] += value * value;
            times[row] = (times.GetValueOrDefault(row).Value + value, feature.Kind);
        }

        var (rows, values) = (new int[times.Count], new float[times.Count]);
        var i = 0;
        foreach (var (row, (value, kind)) in times.OrderBy(t => t.Key))
        {
            rows[i] = row;
            values[i++] = value * Share[(int)kind] / (float)Math.Sqrt(squares[(int)kind]);
        }

        return new Bag([], rows, values);
    }

    private static float[] Strengths(List<int> rows, List<float> times, List<FeatureKind> kinds, Vocabulary vocabulary)
    {
        var values = new float[rows.Count];
        Span<double> squares = stackalloc double[Share.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Dampened(times[i]) * vocabulary.Weight[rows[i]];
            squares[(int)kinds[i]] += values[i] * values[i];
        }

        for (var i = 0; i < values.Length; i++) values[i] *= Share[(int)kinds[i]] / (float)Math.Sqrt(squares[(int)kinds[i]]);
        return values;
    }

    /// <summary>A word said ten times is not ten times as telling.</summary>
    private static float Dampened(float times) => times >= 1 ? 1 + MathF.Log(times) : times;
}
