using System.Text.Json;
using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>Which signals make a ticket pressing (D15) and which need more expertise (D14), as data. Slugs of <see cref="Signals"/>.</summary>
/// <param name="UrgentFrom">The least severity of an incident that makes a ticket urgent by itself.</param>
/// <param name="HighWithImpact">These make a ticket high only from <paramref name="HighFrom"/> on.</param>
public sealed record UrgencyPolicy(
    IReadOnlySet<string> Urgent, Severity UrgentFrom, IReadOnlySet<string> HighWithImpact, Impact HighFrom, IReadOnlySet<string> High, IReadOnlySet<string> Low,
    IReadOnlySet<string> Expert, IReadOnlySet<string> Technical)
{
    private static readonly Lazy<UrgencyPolicy> FromAssembly = new(() => Parse(ShippedData.Text("urgency.json")));

    public static UrgencyPolicy Shipped => FromAssembly.Value;

    /// <exception cref="FormatException">A signal, severity or impact is unknown.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static UrgencyPolicy Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        var (priority, tier) = (document.RootElement.GetProperty("priority"), document.RootElement.GetProperty("supportTier"));
        return new UrgencyPolicy(
            Slugs(priority, "urgent"), Value<Severity>(priority, "urgentFromSeverity"), Slugs(priority, "highWithImpact"), Value<Impact>(priority, "highFromImpact"),
            Slugs(priority, "high"), Slugs(priority, "low"), Slugs(tier, "expert"), Slugs(tier, "technical"));
    }

    private static HashSet<string> Slugs(JsonElement part, string name)
    {
        var slugs = part.GetProperty(name).EnumerateArray().Select(s => s.GetString() ?? "").ToHashSet(StringComparer.Ordinal);
        return slugs.FirstOrDefault(s => !Signals.All.Contains(s)) is { } unknown ? throw new FormatException($"urgency: unknown signal {unknown}") : slugs;
    }

    private static T Value<T>(JsonElement part, string name) where T : struct, Enum =>
        Words.TryParse(part.GetProperty(name).GetString(), out T value) ? value : throw new FormatException($"urgency: unknown word in {name}");
}
