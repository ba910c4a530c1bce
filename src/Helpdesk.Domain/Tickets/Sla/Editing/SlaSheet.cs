using System.Text.Json.Nodes;

namespace Helpdesk.Domain.Tickets;

/// <summary>The targets of one policy as they are stored (<see cref="TargetTime"/>), in the order of <see cref="Target"/>.</summary>
/// <param name="HandlingOnly">Shown, never promised (D22); not edited.</param>
public sealed record SlaRow(string Policy, bool HandlingOnly, IReadOnlyList<string> Targets)
{
    public static SlaRow Empty(string policy) => new(policy, HandlingOnly: false, [.. Enum.GetValues<Target>().Select(_ => "none")]);

    public bool SaysTheSame(SlaRow other) => Targets.SequenceEqual(other.Targets, StringComparer.Ordinal);
}

/// <summary>The SLA policies as an administrator edits them (D20–D22): a row for each plan, issue, tier and for critical incidents.</summary>
/// <param name="Version">That of the policies and the calendars they count on, together: a ticket's clocks are of one version.</param>
/// <param name="BusinessDayHours">How many business hours one business day is (D19).</param>
public sealed record SlaSheet(int Version, int BusinessDayHours, IReadOnlyList<SlaRow> Rows)
{
    private static readonly string[] Names = ["firstResponse", "acknowledgment", "resolution", "escalation"];
    private static readonly string[] Titles = ["first reply", "acknowledgment", "solution", "moves up"];

    /// <exception cref="FormatException">The text is not what <c>Shipped/sla.json</c> looks like.</exception>
    public static SlaSheet Read(string json)
    {
        var root = JsonNode.Parse(json) ?? throw new FormatException("SLA policies: empty");
        return new SlaSheet(
            (int)root["version"]!, (int)(double)root["businessDayHours"]!,
            [.. root["policies"]!.AsArray().Select(p => new SlaRow((string)p!["policy"]!, (bool?)p["handlingOnly"] ?? false, [.. Names.Select(n => (string)p[n]!)]))]);
    }

    /// <summary>Issues that have no row of their own yet, and could have one (D22).</summary>
    public IEnumerable<Subcategory> Without() => Taxonomy.All.Where(s => Rows.All(r => r.Policy != NameOf(s)));

    public static string NameOf(Subcategory issue) => $"issue:{issue.Category.Slug()}/{issue.Slug}";

    /// <summary>What a policy is for, in words.</summary>
    public static string Title(string policy) => policy.Split(':', '/') switch
    {
        ["plan", var slug] when Plans.TryParse(slug, out var plan) => plan.Name(),
        ["issue", _, var slug] => Taxonomy.Get(slug).Name,
        ["tier", var tier] => $"Tier {tier}",
        _ => "Any critical incident",
    };

    /// <summary>Every problem in a plain sentence; empty when it can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var found = new List<string>();
        if (BusinessDayHours is < 1 or > 24) found.Add("A business day is 1 to 24 business hours.");
        foreach (var row in Rows)
        {
            var title = Title(row.Policy);
            // D22a: incident clocks run 24/7 and never pause; each kind has a first act to be done by.
            if (IsOfIncidents(row.Policy) && !row.Targets[0].EndsWith(" elapsed", StringComparison.Ordinal))
                found.Add($"{title}: the first reply of a safety matter is an amount of time around the clock, such as 1 h.");
            if (row.Targets.All(t => t == "none") && row.Policy.StartsWith("plan:", StringComparison.Ordinal))
                found.Add($"{title}: a plan needs at least one target.");
        }

        return found;
    }

    public bool SaysTheSame(SlaSheet other) => BusinessDayHours == other.BusinessDayHours && Against(other).Count == 0;

    /// <summary>What changed, for the list of versions: <c>Premium, first reply: 12 h → 8 h</c>.</summary>
    public IReadOnlyList<string> Against(SlaSheet before)
    {
        var changes = new List<string>();
        if (BusinessDayHours != before.BusinessDayHours) changes.Add($"business day: {before.BusinessDayHours} → {BusinessDayHours} hours");
        foreach (var row in Rows)
        {
            var was = before.Rows.FirstOrDefault(r => r.Policy == row.Policy) ?? SlaRow.Empty(row.Policy);
            for (var i = 0; i < Names.Length; i++)
                if (was.Targets[i] != row.Targets[i]) changes.Add($"{Title(row.Policy)}, {Titles[i]}: {TargetWords.Of(was.Targets[i])} → {TargetWords.Of(row.Targets[i])}");
        }

        return changes;
    }

    /// <summary>The stored text with these rows; what is not edited stays as it was.</summary>
    public string On(string json)
    {
        var root = JsonNode.Parse(json)!.AsObject();
        (root["version"], root["businessDayHours"]) = (Version, BusinessDayHours);
        root["policies"] = new JsonArray([.. Rows.Select(Written)]);
        return root.ToJsonString();
    }

    private static JsonNode Written(SlaRow row)
    {
        var written = new JsonObject { ["policy"] = row.Policy };
        for (var i = 0; i < Names.Length; i++) written[Names[i]] = row.Targets[i];
        if (row.HandlingOnly) written["handlingOnly"] = true;
        return written;
    }

    private static bool IsOfIncidents(string policy) => policy.StartsWith("issue:safety/", StringComparison.Ordinal) || policy == "incident:critical";
}
