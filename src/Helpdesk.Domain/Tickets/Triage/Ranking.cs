namespace Helpdesk.Domain.Tickets;

/// <summary>From the probabilities of 28 subcategories to what is said of the ticket.</summary>
internal static class Ranking
{
    private const int Suggested = 3;

    /// <summary>The likeliest subcategory of the category whose subcategories together are likeliest.</summary>
    public static Subcategory Answer(float[] probabilities)
    {
        Span<float> categories = stackalloc float[Enum.GetValues<Category>().Length];
        for (var i = 0; i < Taxonomy.All.Count; i++) categories[(int)Taxonomy.All[i].Category] += probabilities[i];
        var likeliest = (Category)IndexOfMax(categories);
        return Taxonomy.All[Enumerable.Range(0, Taxonomy.All.Count).Where(i => Taxonomy.All[i].Category == likeliest).MaxBy(i => probabilities[i])];
    }

    /// <summary>The answer, then the other likeliest ones.</summary>
    public static List<Suggestion> Of(Subcategory answer, float[] probabilities) =>
        [.. Enumerable.Range(0, Taxonomy.All.Count)
            .OrderByDescending(i => Taxonomy.All[i] == answer).ThenByDescending(i => probabilities[i]).Take(Suggested)
            .Select(i => new Suggestion(Taxonomy.All[i], probabilities[i]))];

    private static int IndexOfMax(ReadOnlySpan<float> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best]) best = i;
        }

        return best;
    }
}
