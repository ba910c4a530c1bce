using System.Numerics;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Multinomial logistic regression, trained one example at a time with per-weight steps (AdaGrad). The order of the examples
/// comes from a generator of fixed seed and every sum runs in a fixed order, so equal corpora give equal weights.
/// </summary>
internal static class Training
{
    /// <summary>Subcategories rounded up so that a row fills whole vectors.</summary>
    public const int Lanes = 32;

    private const int Epochs = 12;
    private const float Rate = 0.15f;
    private const float Decay = 2e-5f;
    private const ulong Seed = 20251214;

    /// <param name="classes">How many lanes are in use, at most <see cref="Lanes"/>.</param>
    /// <returns>Weights by row, <see cref="Lanes"/> each; the last row is the bias.</returns>
    public static float[] Learn(IReadOnlyList<Bag> bags, IReadOnlyList<int> labels, IReadOnlyList<float> importance, int rows, int classes, int epochs = Epochs)
    {
        var weights = new float[(rows + 1) * Lanes];
        var squares = new float[(rows + 1) * Lanes];
        Array.Fill(squares, 0.1f);
        var order = Enumerable.Range(0, bags.Count).ToArray();
        var state = Seed;
        Span<float> error = stackalloc float[Lanes];
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            Shuffle(order, ref state);
            foreach (var at in order)
            {
                Score(bags[at], weights, error);
                Softmax(error, classes, temperature: 1);
                error[labels[at]] -= 1;
                for (var lane = 0; lane < Lanes; lane++) error[lane] *= importance[at];
                var bag = bags[at];
                for (var i = 0; i < bag.Rows.Length; i++) Step(weights, squares, bag.Rows[i] * Lanes, bag.Values[i], error);
                Step(weights, squares, rows * Lanes, 1f, error);
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
        weights.AsSpan(weights.Length - Lanes).CopyTo(scores);
        var width = Vector<float>.Count;
        for (var i = 0; i < bag.Rows.Length; i++)
        {
            var row = weights.AsSpan(bag.Rows[i] * Lanes, Lanes);
            var value = new Vector<float>(bag.Values[i]);
            for (var lane = 0; lane < Lanes; lane += width)
            {
                (new Vector<float>(scores[lane..]) + (value * new Vector<float>(row[lane..]))).CopyTo(scores[lane..]);
            }
        }
    }

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

    private static void Step(float[] weights, float[] squares, int at, float value, ReadOnlySpan<float> error)
    {
        var width = Vector<float>.Count;
        var scale = new Vector<float>(value);
        for (var lane = 0; lane < Lanes; lane += width)
        {
            var gradient = scale * new Vector<float>(error[lane..]);
            var weight = new Vector<float>(weights, at + lane);
            var square = new Vector<float>(squares, at + lane) + (gradient * gradient);
            square.CopyTo(squares, at + lane);
            (weight - (Rate * (gradient + (Decay * weight)) / Vector.SquareRoot(square))).CopyTo(weights, at + lane);
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
