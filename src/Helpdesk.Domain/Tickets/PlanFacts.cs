using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>What a plan comes with (D1), as shipped data. What is not known is null, and shown as unknown, never as unlimited.</summary>
/// <param name="StoriesPerMonth">The quota, in stories a calendar month.</param>
/// <param name="Phone">Support by phone is a benefit of this plan; a call from another is a courtesy (D2).</param>
/// <param name="ApiRequestsPerMinute">The rate limit of the product's API.</param>
public sealed record PlanFacts(int? StoriesPerMonth, bool Voice, bool Phone, int? ApiRequestsPerMinute)
{
    private static readonly Lazy<IReadOnlyList<PlanFacts>> FromAssembly = new(() => Parse(ShippedData.Text("plans.json")));

    /// <summary>Those of D1, in the order of <see cref="Plan"/>.</summary>
    public static IReadOnlyList<PlanFacts> Shipped => FromAssembly.Value;

    public static PlanFacts Of(Plan plan) => FromAssembly.Value[(int)plan];

    /// <returns>In the order of <see cref="Plan"/>.</returns>
    /// <exception cref="FormatException">A plan is missing or unknown.</exception>
    /// <exception cref="KeyNotFoundException">A fact is missing.</exception>
    public static IReadOnlyList<PlanFacts> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var facts = new Dictionary<Plan, PlanFacts>();
        foreach (var row in document.RootElement.EnumerateObject())
        {
            if (!Plans.TryParse(row.Name, out var plan)) throw new FormatException($"plans: unknown plan {row.Name}");
            facts[plan] = new PlanFacts(Number(row.Value, "storiesPerMonth"), row.Value.GetProperty("voice").GetBoolean(),
                row.Value.GetProperty("phone").GetBoolean(), Number(row.Value, "apiRequestsPerMinute"));
        }

        return facts.Count == Plans.All.Count ? [.. Plans.All.Select(plan => facts[plan])] : throw new FormatException("plans: each plan needs its facts.");
    }

    private static int? Number(JsonElement row, string name) => row.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetInt32() : null;
}
