using System.Text.Json;
using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>A version of all SLA policies (D20–D22), as data. Immutable; which ones apply to a ticket follows from its facts.</summary>
public sealed class SlaPolicies
{
    private static readonly Lazy<SlaPolicies> Default = new(() => Parse(ShippedData.Text("sla.json"), SupportCalendars.Shipped));
    private readonly Dictionary<string, SlaPolicy> _byName;

    private SlaPolicies(int version, SupportCalendar business, TimeSpan businessDay, IReadOnlyList<SlaPolicy> all)
    {
        (Version, Business, BusinessDay, All) = (version, business, businessDay, all);
        Elapsed = SupportCalendar.Always("elapsed", business.Zone);
        _byName = all.ToDictionary(p => p.Name, StringComparer.Ordinal);
        foreach (var name in Plans.All.Select(PlanName).Append(AnyCritical).Where(n => !_byName.ContainsKey(n)))
            throw new FormatException($"policy {name} is missing");
    }

    /// <summary>Those of D20–D22.</summary>
    public static SlaPolicies Shipped => Default.Value;

    public int Version { get; }

    /// <summary>The hours that the business clock counts, for every plan (D3).</summary>
    public SupportCalendar Business { get; }

    /// <summary>The clock that counts every second (D19).</summary>
    public SupportCalendar Elapsed { get; }

    /// <summary>The business time of one business day (D19).</summary>
    public TimeSpan BusinessDay { get; }

    public IReadOnlyList<SlaPolicy> All { get; }

    private const string AnyCritical = "incident:critical";

    /// <summary>The policies that take part in D23, plan first, then issue, then tier: the order in which equal due times are won.</summary>
    public IEnumerable<SlaPolicy> Applying(SlaFacts facts) => Named(facts).Where(p => !p.HandlingOnly);

    /// <summary>The handling targets of the level (D22, tiers 1 and 2): shown, never promised.</summary>
    public IEnumerable<SlaPolicy> Handling(SlaFacts facts) => Named(facts).Where(p => p.HandlingOnly);

    /// <summary>The clock of an incident (D22a): the time of its kind, or 15 minutes when it is critical, if that is earlier.</summary>
    public IncidentTarget Incident(SafetyKind kind, Severity severity, DateTimeOffset textArrivedAt)
    {
        string[] names = severity == Severity.Critical ? [IssueName(Category.Safety, Words.Slug(kind)), AnyCritical] : [IssueName(Category.Safety, Words.Slug(kind))];
        var (name, due) = names
            .Where(_byName.ContainsKey)
            .Select(n => (Name: n, _byName[n].FirstResponse.Start(textArrivedAt, [], Elapsed, Business)?.Due))
            .Where(c => c.Due is not null)
            .MinBy(c => c.Due);
        return new IncidentTarget(name.Replace("issue:safety/", "incident:", StringComparison.Ordinal), textArrivedAt, due!.Value);
    }

    /// <exception cref="FormatException">The data is not what <c>Shipped/sla.json</c> looks like, names something unknown, or lacks a plan.</exception>
    public static SlaPolicies Parse(string json, SupportCalendars calendars)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var businessDay = TimeSpan.FromHours(root.GetProperty("businessDayHours").GetDouble());
            return new SlaPolicies(
                root.GetProperty("version").GetInt32(),
                calendars[root.GetProperty("businessCalendar").GetString()!],
                businessDay,
                [.. root.GetProperty("policies").EnumerateArray().Select(p => Policy(p, businessDay))]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException($"SLA policies: {problem.Message}", problem);
        }
    }

    private static SlaPolicy Policy(JsonElement element, TimeSpan businessDay)
    {
        var name = element.GetProperty("policy").GetString()!;
        if (!IsKnown(name)) throw new FormatException($"policy {name} is for nothing known");
        return new SlaPolicy(
            name, element.TryGetProperty("handlingOnly", out var handling) && handling.GetBoolean(),
            Time("firstResponse"), Time("acknowledgment"), Time("resolution"), Time("escalation"));

        TargetTime Time(string target) => TargetTime.Parse(element.GetProperty(target).GetString()!, businessDay);
    }

    private static bool IsKnown(string name) =>
        name == AnyCritical
        || Plans.All.Any(p => PlanName(p) == name)
        || Taxonomy.All.Any(s => IssueName(s.Category, s.Slug) == name)
        || name is "tier:1" or "tier:2" or "tier:3" or "tier:4";

    private IEnumerable<SlaPolicy> Named(SlaFacts facts)
    {
        string[] names = [PlanName(facts.Plan), IssueName(facts.Subcategory.Category, facts.Subcategory.Slug), $"tier:{facts.SupportTier}"];
        return names.Where(_byName.ContainsKey).Select(n => _byName[n]);
    }

    private static string PlanName(Plan plan) => $"plan:{plan.Slug()}";

    private static string IssueName(Category category, string subcategory) => $"issue:{category.Slug()}/{subcategory}";
}
