namespace Helpdesk.Domain.Tickets;

/// <summary>From the probabilities of 28 subcategories to what is said of the ticket.</summary>
internal static class Ranking
{
    private const int Suggested = 3;
    private const float Noticeable = 0.15f;

    /// <summary>The category whose subcategories together are likeliest, in it the likeliest subcategory; then the other best.</summary>
    public static List<Suggestion> Of(float[] probabilities)
    {
        Span<float> categories = stackalloc float[Enum.GetValues<Category>().Length];
        for (var i = 0; i < Taxonomy.All.Count; i++) categories[(int)Taxonomy.All[i].Category] += probabilities[i];
        var best = 0;
        for (var i = 1; i < categories.Length; i++)
        {
            if (categories[i] > categories[best]) best = i;
        }

        var top = Best(probabilities, i => (int)Taxonomy.All[i].Category == best);
        var order = Enumerable.Range(0, Taxonomy.All.Count).Where(i => i != top).OrderByDescending(i => probabilities[i]).Take(Suggested - 1);
        return [.. order.Prepend(top).Select(i => new Suggestion(Taxonomy.All[i], probabilities[i]))];
    }

    /// <summary>Other topics that the text speaks of, in the order of D7.</summary>
    public static List<Subcategory> Secondary(float[] probabilities, Subcategory primary) =>
        [.. Enumerable.Range(0, Taxonomy.All.Count)
            .Where(i => probabilities[i] >= Noticeable && Taxonomy.All[i] != primary)
            .OrderBy(i => TopicOrder.Rank(Taxonomy.All[i])).ThenByDescending(i => probabilities[i])
            .Select(i => Taxonomy.All[i])];

    private static int Best(float[] probabilities, Func<int, bool> among)
    {
        var best = -1;
        for (var i = 0; i < Taxonomy.All.Count; i++)
        {
            if (among(i) && (best < 0 || probabilities[i] > probabilities[best])) best = i;
        }

        return best;
    }
}
