using System.Globalization;
using System.Text;

namespace Helpdesk.Domain.Tickets;

/// <summary>One judged example: what it is and what the model said.</summary>
public sealed record Judged(Example Example, Classification Answer)
{
    public bool IsRight => Answer.Top == Example.Subcategory;
}

/// <summary>Precision and recall in one figure, 0–1, with how many examples it rests on.</summary>
public sealed record ClassScore(string Name, double F1, int Examples);

/// <summary>Of the answers given with a confidence from <paramref name="From"/> to <paramref name="To"/>, how many were right.</summary>
public sealed record ReliabilityRow(double From, double To, int Answers, double MeanConfidence, double Right);

/// <summary>How well a model answers examples it has not learned from. Used by the tests, the benchmarks and nightly training.</summary>
public sealed class ModelReport(IReadOnlyList<Judged> judged)
{
    private const int Bins = 10;

    public IReadOnlyList<Judged> Judged { get; } = judged;

    public double SubcategoryAccuracy => Judged.Count(j => j.IsRight) / (double)Judged.Count;

    public double CategoryAccuracy => Judged.Count(j => j.Answer.Top.Category == j.Example.Subcategory.Category) / (double)Judged.Count;

    public double SubcategoryMacroF1 => Subcategories.Average(s => s.F1);

    public double CategoryMacroF1 => Categories.Average(s => s.F1);

    public IReadOnlyList<ClassScore> Subcategories => Scores(s => s.Slug);

    public IReadOnlyList<ClassScore> Categories => Scores(s => s.Category.Slug());

    /// <summary>Mean distance between confidence and truth, weighted by answers (expected calibration error).</summary>
    public double CalibrationError => Reliability.Sum(row => row.Answers * Math.Abs(row.MeanConfidence - row.Right)) / Judged.Count;

    /// <summary>Ten rows of equal width; rows without an answer are left out.</summary>
    public IReadOnlyList<ReliabilityRow> Reliability =>
        [.. Judged.GroupBy(j => Math.Min(Bins - 1, (int)(j.Answer.Confidence * Bins))).OrderBy(g => g.Key)
            .Select(g => new ReliabilityRow(g.Key / (double)Bins, (g.Key + 1) / (double)Bins, g.Count(), g.Average(j => j.Answer.Confidence), g.Count(j => j.IsRight) / (double)g.Count()))];

    /// <summary>Expected and answered slugs with how often they met, the frequent first; right answers are left out.</summary>
    public IReadOnlyList<(string Expected, string Answered, int Times)> Confusions =>
        [.. Judged.Where(j => !j.IsRight).GroupBy(j => (j.Example.Subcategory.Slug, j.Answer.Top.Slug))
            .Select(g => (g.Key.Item1, g.Key.Item2, g.Count()))
            .OrderByDescending(c => c.Item3).ThenBy(c => c.Item1, StringComparer.Ordinal).ThenBy(c => c.Item2, StringComparer.Ordinal)];

    /// <summary>The confusion matrix by category: rows of what it is, columns of what was answered, right answers on the diagonal.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Matrix =>
        [.. Enum.GetValues<Category>().Select(expected => (IReadOnlyList<int>)[.. Enum.GetValues<Category>()
            .Select(answered => Judged.Count(j => j.Example.Subcategory.Category == expected && j.Answer.Top.Category == answered))])];

    /// <summary>Teaches a model on the other voices and judges the examples of these: honest, for no voice is on both sides.</summary>
    public static ModelReport HoldOut(Corpus corpus, IReadOnlyCollection<string> voices)
    {
        var model = Model.Train(new Corpus([.. corpus.Examples.Where(e => !voices.Contains(e.Voice))]));
        return Of(model, corpus.Examples.Where(e => voices.Contains(e.Voice)));
    }

    public static ModelReport Of(Model model, IEnumerable<Example> examples) =>
        new([.. examples.Select(e => new Judged(e, model.Classify(e.Subject, e.Body)))]);

    /// <summary>The report as text for people.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{Judged.Count} examples: category F1 {CategoryMacroF1:F3}, subcategory F1 {SubcategoryMacroF1:F3}, calibration error {CalibrationError:F3}");
        foreach (var row in Categories.Concat(Subcategories)) text.AppendLine(CultureInfo.InvariantCulture, $"{row.Name,-26} F1 {row.F1:F3} of {row.Examples}");
        foreach (var row in Reliability) text.AppendLine(CultureInfo.InvariantCulture, $"confidence {row.From:F1}-{row.To:F1}: {row.Answers,4} answers, mean {row.MeanConfidence:F2}, right {row.Right:F2}");
        foreach (var (expected, answered, times) in Confusions) text.AppendLine(CultureInfo.InvariantCulture, $"{times,3} x {expected} answered as {answered}");
        return text.ToString();
    }

    private List<ClassScore> Scores(Func<Subcategory, string> name)
    {
        var scores = new List<ClassScore>();
        foreach (var group in Judged.GroupBy(j => name(j.Example.Subcategory)).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var right = group.Count(j => name(j.Answer.Top) == group.Key);
            var answered = Judged.Count(j => name(j.Answer.Top) == group.Key);
            scores.Add(new ClassScore(group.Key, 2.0 * right / (group.Count() + answered), group.Count()));
        }

        return scores;
    }
}
