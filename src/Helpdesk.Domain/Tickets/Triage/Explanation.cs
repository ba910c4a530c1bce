namespace Helpdesk.Domain.Tickets;

/// <summary>Which words led to the answer (D5): those whose traits spoke most for it, as spans of the text as given.</summary>
internal static class Explanation
{
    private const int MostSpans = 6;
    private const float LeastShare = 0.25f;

    /// <param name="average">By row, the mean weight over all subcategories: what a trait says beyond it, it says for the answer.</param>
    public static List<Evidence> Of(
        TicketText text, Bag bag, float[] weights, float[] average, string subject, string body, Subcategory answer)
    {
        var spoke = new float[text.Words.Tokens.Count];
        var lane = LaneOf(answer);
        for (var i = 0; i < text.Seen.Count; i++)
        {
            var place = bag.PlaceOf(i);
            if (place < 0) continue;
            var row = bag.Rows[place];
            spoke[text.Seen[i].Token] += bag.Values[place] * (weights[(row * Training.Lanes) + lane] - average[row]);
        }

        var highest = spoke.Length == 0 ? 0 : spoke.Max();
        var best = Enumerable.Range(0, spoke.Length)
            .Where(i => spoke[i] > 0 && spoke[i] >= highest * LeastShare)
            .OrderByDescending(i => spoke[i]).Take(MostSpans).Order().ToList();
        return Spans(text.Words.Tokens, best, subject, body, answer.Slug);
    }

    public static Evidence Span(List<Token> tokens, int from, int to, string subject, string body, string speaksFor)
    {
        var field = tokens[from].Field;
        var (start, end) = (tokens[from].Start, tokens[to - 1].End);
        return new Evidence(field, start, end, (field == TextField.Subject ? subject : body)[start..end], speaksFor);
    }

    private static List<Evidence> Spans(List<Token> tokens, List<int> best, string subject, string body, string speaksFor)
    {
        var spans = new List<Evidence>();
        for (var i = 0; i < best.Count;)
        {
            var last = i;
            while (last + 1 < best.Count && best[last + 1] == best[last] + 1 && tokens[best[last + 1]].Sentence == tokens[best[i]].Sentence) last++;
            spans.Add(Span(tokens, best[i], best[last] + 1, subject, body, speaksFor));
            i = last + 1;
        }

        return spans;
    }

    private static int LaneOf(Subcategory subcategory)
    {
        for (var lane = 0; lane < Taxonomy.All.Count; lane++)
        {
            if (Taxonomy.All[lane] == subcategory) return lane;
        }

        throw new ArgumentException($"{subcategory} is no subcategory of D4.", nameof(subcategory));
    }
}
