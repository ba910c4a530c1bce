namespace Helpdesk.Domain.Tickets;

/// <summary>What the customer pays for (D1). Ordered from least to most.</summary>
public enum Plan { Free, AlexaStarter, Individual, Premium, Family, Professional, Enterprise }

/// <summary>The words for a plan: slugs go out, slugs or display names in any case come in (D1).</summary>
public static class Plans
{
    private static readonly (Plan Plan, string Slug, string Name)[] Words =
    [
        (Plan.Free, "free", "Free"),
        (Plan.AlexaStarter, "alexa_starter", "Alexa+ Starter"),
        (Plan.Individual, "individual", "Individual"),
        (Plan.Premium, "premium", "Premium"),
        (Plan.Family, "family", "Family"),
        (Plan.Professional, "professional", "Professional"),
        (Plan.Enterprise, "enterprise", "Enterprise"),
    ];

    public static IReadOnlyList<Plan> All { get; } = [.. Words.Select(w => w.Plan)];

    public static string Slug(this Plan plan) => Words[(int)plan].Slug;

    public static string Name(this Plan plan) => Words[(int)plan].Name;

    /// <summary>Support by phone is a benefit of this plan (D2).</summary>
    public static bool HasPhone(this Plan plan) => PlanFacts.Of(plan).Phone;

    /// <returns>False when the text is neither a slug nor a display name. <c>pro</c> is an alias of Professional (D47).</returns>
    public static bool TryParse(string? text, out Plan plan)
    {
        var word = text?.Trim();
        foreach (var known in Words)
        {
            if (string.Equals(word, known.Slug, StringComparison.OrdinalIgnoreCase)
                || string.Equals(word, known.Name, StringComparison.OrdinalIgnoreCase))
            {
                plan = known.Plan;
                return true;
            }
        }

        plan = Plan.Professional;
        return string.Equals(word, "pro", StringComparison.OrdinalIgnoreCase);
    }
}
