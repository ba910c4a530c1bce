namespace Helpdesk.Domain.Tickets;

/// <summary>
/// How much each word counts. Clauses that say what the ticket is not about ("the voice is fine", "this is no refund
/// question"; phrases of <c>Shipped/asides.json</c>) count for less, and so does a subject that has a body under it:
/// subjects are often old, forwarded or misleading.
/// </summary>
internal static class Emphasis
{
    private const float Aside = 0.4f;
    private const float SubjectOverBody = 0.5f;
    private const int NegationReach = 4;

    /// <summary>"Works" is an aside, "no longer works" is the complaint.</summary>
    private static readonly HashSet<ulong> Negations = [.. new[]
    {
        "not", "never", "dont", "doesnt", "didnt", "isnt", "wasnt", "wont", "cant", "no", "nothing", "hasnt", "havent", "if", "until",
        "should", "barely", "hardly", "used", "stopped", "longer",
    }.Select(word => Stemmer.Hash(word))];

    private enum Kind { WellEnough, Denied }

    private static readonly Lazy<Phrases> Asides = new(Load);

    public static float[] Of(TokenText text)
    {
        var tokens = text.Tokens;
        var weights = new float[tokens.Count];
        Array.Fill(weights, 1f);
        if (tokens.Count > 0 && tokens[^1].Field == TextField.Body)
        {
            for (var i = 0; i < weights.Length && tokens[i].Field == TextField.Subject; i++) weights[i] = SubjectOverBody;
        }

        var found = new List<PhraseMatch>();
        Asides.Value.Find(text, found);
        var lowered = -1;
        foreach (var match in found)
        {
            var clause = tokens[match.From].Clause;
            if (clause == lowered || (match.Label == (int)Kind.WellEnough && IsNegated(tokens, match.From))) continue;
            lowered = clause;
            for (var i = match.From; i >= 0 && tokens[i].Clause == clause; i--) weights[i] = Math.Min(weights[i], Aside);
            for (var i = match.From; i < weights.Length && tokens[i].Clause == clause; i++) weights[i] = Math.Min(weights[i], Aside);
        }

        return weights;
    }

    private static bool IsNegated(List<Token> tokens, int at)
    {
        for (var i = Math.Max(0, at - NegationReach); i < at; i++)
        {
            if (tokens[i].Clause == tokens[at].Clause && Negations.Contains(tokens[i].Stem)) return true;
        }

        return false;
    }

    private static Phrases Load()
    {
        using var document = ShippedText.Json("asides.json");
        var phrases = new Phrases();
        foreach (var phrase in document.RootElement.GetProperty("wellEnough").EnumerateArray()) phrases.Add((int)Kind.WellEnough, phrase.GetString()!);
        foreach (var phrase in document.RootElement.GetProperty("denied").EnumerateArray()) phrases.Add((int)Kind.Denied, phrase.GetString()!);
        return phrases;
    }
}
