using System.Numerics;
using System.Runtime.InteropServices;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Multinomial logistic regression, trained one example at a time with per-weight steps (AdaGrad). The order of the examples
/// comes from a generator of fixed seed and every sum runs in a fixed order, so equal corpora give equal weights.
/// </summary>
internal static class Training
{
    /// <summary>Of the classifier: subcategories rounded up so that a row fills whole vectors.</summary>
    public const int Lanes = 32;

    private const int Epochs = 12;
    private const float Rate = 0.15f;
    private const float Decay = 2e-5f;
    private const ulong Seed = 20251214;

    /// <param name="classes">How many lanes are in use, at most <paramref name="lanes"/>.</param>
    /// <param name="lanes">A multiple of eight.</param>
    /// <returns>Weights by row, <paramref name="lanes"/> each; the last row is the bias.</returns>
    public static float[] Learn(
        IReadOnlyList<Bag> bags, IReadOnlyList<int> labels, IReadOnlyList<float> importance, int rows, int classes, int epochs = Epochs, int lanes = Lanes)
    {
        var weights = new float[(rows + 1) * lanes];
        var squares = new float[(rows + 1) * lanes];
        Array.Fill(squares, 0.1f);
        var order = Enumerable.Range(0, bags.Count).ToArray();
        var state = Seed;
        Span<float> error = stackalloc float[lanes];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            Shuffle(order, ref state);
            foreach (var at in order)
            {
                Score(bags[at], weights, error);
                Softmax(error, classes, temperature: 1);
                error[labels[at]] -= 1;
                for (var lane = 0; lane < lanes; lane++) error[lane] *= importance[at];
                var bag = bags[at];
                for (var i = 0; i < bag.Rows.Length; i++) Step(Row(weights, bag.Rows[i], lanes), Row(squares, bag.Rows[i], lanes), bag.Values[i], Vectors(error));
                Step(Row(weights, rows, lanes), Row(squares, rows, lanes), 1f, Vectors(error));
            }
        }

        return weights;
    }

    /// <summary>By row, the mean of its weights over the subcategories.</summary>
    public static float[] Average(float[] weights)
    {
        var average = new float[weights.Length / Lanes];
        for (var i = 0; i < weights.Length; i++) average[i / Lanes] += weights[i] / Taxonomy.All.Count;
        return average;
    }

    public static void Score(Bag bag, float[] weights, Span<float> scores)
    {
        weights.AsSpan(weights.Length - scores.Length).CopyTo(scores);
        for (var i = 0; i < bag.Rows.Length; i++) AddTo(scores, weights, bag.Rows[i], bag.Values[i]);
    }

    /// <summary>Adds so much of a row of weights.</summary>
    public static void AddTo(Span<float> scores, float[] weights, int row, float value)
    {
        var sums = Vectors(scores);
        var said = Row(weights, row, scores.Length);
        var times = new Vector<float>(value);
        for (var i = 0; i < sums.Length && i < said.Length; i++) sums[i] += times * said[i];
    }

    private static Span<Vector<float>> Row(float[] weights, int row, int lanes) => Vectors(weights.AsSpan(row * lanes, lanes));

    private static Span<Vector<float>> Vectors(Span<float> lanes) => MemoryMarshal.Cast<float, Vector<float>>(lanes);

    /// <summary>Scores become probabilities; the lanes beyond the classes become 0.</summary>
    public static void Softmax(Span<float> scores, int classes, float temperature)
    {
        var highest = float.MinValue;
        for (var lane = 0; lane < classes; lane++) highest = Math.Max(highest, scores[lane]);
        var sum = 0f;
        for (var lane = 0; lane < classes; lane++) sum += scores[lane] = MathF.Exp((scores[lane] - highest) / temperature);
        for (var lane = 0; lane < classes; lane++) scores[lane] /= sum;
        scores[classes..].Clear();
    }

    private static void Step(Span<Vector<float>> weights, Span<Vector<float>> squares, float value, ReadOnlySpan<Vector<float>> error)
    {
        var scale = new Vector<float>(value);
        for (var i = 0; i < error.Length && i < weights.Length && i < squares.Length; i++)
        {
            var gradient = scale * error[i];
            squares[i] += gradient * gradient;
            weights[i] -= Rate * (gradient + (Decay * weights[i])) / Vector.SquareRoot(squares[i]);
        }
    }

    private static void Shuffle(int[] order, ref ulong state)
    {
        for (var i = order.Length - 1; i > 0; i--)
        {
            state = (state * 6364136223846793005) + 1442695040888963407;
            var j = (int)((state >> 33) % (ulong)(i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }
    }
}
