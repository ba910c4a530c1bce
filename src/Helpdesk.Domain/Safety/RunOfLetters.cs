namespace Helpdesk.Domain.Safety;

/// <summary>Finds the words in letters run together or spaced apart ("iwanttodie", "k i l l m y s e l f").</summary>
internal sealed class RunOfLetters(Vocabulary vocabulary)
{
    private const int LongestRunTogether = 60;
    private const int LongestSpaced = 2000;
    private const int WordCost = 10;
    private const int LetterCost = 25;

    internal readonly record struct Piece(int From, int To, int[]? Words);

    /// <summary>
    /// The cheapest cut into words of the vocabulary. Spaced letters may leave strangers between the words; letters run
    /// together must be words from end to end, else every long word would hide something.
    /// </summary>
    /// <returns>Null when there is no such cut, or none with a word of four letters (three when spaced).</returns>
    public List<Piece>? Cut(ReadOnlySpan<char> run, bool spaced)
    {
        if (run.Length > (spaced ? LongestSpaced : LongestRunTogether) || run.Length < (spaced ? 3 : 6))
            return null;
        var cost = new int[run.Length + 1];
        var last = new Piece[run.Length + 1];
        Array.Fill(cost, int.MaxValue, 1, run.Length);
        for (var at = 0; at < run.Length; at++)
        {
            if (cost[at] == int.MaxValue)
                continue;
            Walk(run, at, at, 0, spaced, cost, last);
            if (spaced)
                Offer(cost, last, new(at, at + 1, null), LetterCost);
        }

        if (cost[^1] == int.MaxValue)
            return null;
        var pieces = new List<Piece>();
        for (var at = run.Length; at > 0; at = pieces[^1].From)
            pieces.Add(last[at]);
        pieces.Reverse();
        var longest = pieces.Max(p => p.Words is null ? 0 : p.To - p.From);
        return longest < (spaced ? 3 : 4) || (!spaced && pieces.Count < 2) ? null : pieces;
    }

    private void Walk(ReadOnlySpan<char> run, int from, int at, int node, bool spaced, int[] cost, Piece[] last)
    {
        if (node > 0 && vocabulary.Ending(node) is { } words && (at - from > 1 || run[from] is 'i' or 'a'))
            Offer(cost, last, new(from, at, words), WordCost);
        if (at == run.Length)
            return;
        foreach (var reading in Leet.Readings(run[at]))
        {
            if (vocabulary.Step(node, reading) is > 0 and var child)
                Walk(run, from, at + 1, child, spaced, cost, last);
        }
    }

    private static void Offer(int[] cost, Piece[] last, Piece piece, int price)
    {
        var sum = cost[piece.From] + price;
        if (sum >= cost[piece.To])
            return;
        (cost[piece.To], last[piece.To]) = (sum, piece);
    }
}
