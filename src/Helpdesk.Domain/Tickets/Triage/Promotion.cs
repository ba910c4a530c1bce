namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Whether a newly trained model takes the place of the one in force (D5): it has to be better on corrections that neither has
/// learned from, by more than chance, and worse on no safety case of the shipped corpus.
/// </summary>
/// <param name="Promote">It takes the place.</param>
/// <param name="Gained">Held-out corrections that only the candidate gets right.</param>
/// <param name="Lost">Those that only the model in force gets right.</param>
/// <param name="Chance">How likely so many gains among the differences are if the two are equally good, 0–1.</param>
/// <param name="SafetyLost">Safety cases that the model in force gets right and the candidate does not.</param>
/// <param name="Reason">One plain sentence.</param>
public sealed record Promotion(bool Promote, int Gained, int Lost, double Chance, int SafetyLost, string Reason)
{
    /// <summary>More than chance: a difference that equal models would show less than once in twenty nights.</summary>
    public const double LargestChance = 0.05;

    public static Promotion Judge(Model inForce, Model candidate, IReadOnlyCollection<Example> heldOut, IEnumerable<Example> safetyCases)
    {
        var (gained, lost) = Differences(inForce, candidate, heldOut);
        return Of(gained, lost, Differences(inForce, candidate, safetyCases).Lost);
    }

    /// <summary>The decision from the counts alone.</summary>
    public static Promotion Of(int gained, int lost, int safetyLost)
    {
        var chance = ChanceOf(gained, lost);
        var reason = safetyLost > 0 ? $"Not taken: worse on {safetyLost} safety cases of the shipped examples."
            : gained <= lost ? $"Not taken: {gained} held-out corrections better, {lost} worse."
            : chance >= LargestChance ? $"Not taken: {gained} held-out corrections better and {lost} worse may be chance."
            : $"Taken: {gained} held-out corrections better, {lost} worse, no safety case worse.";
        return new Promotion(safetyLost == 0 && gained > lost && chance < LargestChance, gained, lost, chance, safetyLost, reason);
    }

    /// <summary>The exact one-sided sign test on what only one of the two gets right (McNemar's test for small numbers).</summary>
    public static double ChanceOf(int gained, int lost)
    {
        var differing = gained + lost;
        var (logWays, chance) = (0.0, 0.0);
        for (var k = 0; k <= differing; k++)
        {
            if (k >= gained) chance += Math.Exp(logWays - (differing * Math.Log(2)));
            logWays += Math.Log(differing - k) - Math.Log(k + 1);
        }

        return Math.Min(1, chance);
    }

    private static (int Gained, int Lost) Differences(Model inForce, Model candidate, IEnumerable<Example> examples)
    {
        var (gained, lost) = (0, 0);
        foreach (var example in examples)
        {
            var before = inForce.Classify(example.Subject, example.Body).Top == example.Subcategory;
            var after = candidate.Classify(example.Subject, example.Body).Top == example.Subcategory;
            if (after && !before) gained++;
            if (before && !after) lost++;
        }

        return (gained, lost);
    }
}
