using System.Runtime.InteropServices;

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
        var places = Places(vocabulary);
        var placeOfSeen = vocabulary.Rows(CollectionsMarshal.AsSpan(seen));
        var rows = new List<int>(seen.Count);
        var times = new List<float>(seen.Count);
        var kinds = new List<FeatureKind>(seen.Count);
        for (var i = 0; i < seen.Count; i++)
        {
            var row = placeOfSeen[i];
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

    private static int[] Places(Vocabulary vocabulary) =>
        placeOfRow is { } kept && kept.Length >= vocabulary.Count ? kept : placeOfRow = new int[vocabulary.Count];

    public static float ShareOf(FeatureKind kind) => Share[(int)kind];

    /// <summary>Every time counts in full: what two texts say together is then the sum of what each says.</summary>
    public static Bag Sum(List<FeatureSeen> seen, Vocabulary vocabulary)
    {
        var places = Places(vocabulary);
        var rows = new List<int>(seen.Count);
        var times = new List<(float Value, FeatureKind Kind)>(seen.Count);
        Span<double> squares = stackalloc double[Share.Length];
        var rowOfSeen = vocabulary.Rows(CollectionsMarshal.AsSpan(seen));
        for (var i = 0; i < rowOfSeen.Length; i++)
        {
            var (feature, row) = (seen[i], rowOfSeen[i]);
            if (row < 0) continue;
            var value = vocabulary.Weight[row];
            squares[(int)feature.Kind] += value * value;
            if (places[row] == 0)
            {
                rows.Add(row);
                times.Add(default);
                places[row] = rows.Count;
            }

            ref var so = ref CollectionsMarshal.AsSpan(times)[places[row] - 1];
            so = (so.Value + value, feature.Kind);
        }

        foreach (var row in rows) places[row] = 0;
        int[] sorted = [.. rows];
        (float Value, FeatureKind Kind)[] beside = [.. times];
        Array.Sort(sorted, beside);
        var values = new float[sorted.Length];
        for (var i = 0; i < values.Length; i++) values[i] = beside[i].Value * Share[(int)beside[i].Kind] / (float)Math.Sqrt(squares[(int)beside[i].Kind]);
        return new Bag([], sorted, values);
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
