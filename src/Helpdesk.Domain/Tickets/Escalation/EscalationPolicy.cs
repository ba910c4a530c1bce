using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>Why a ticket of a category may go up from a level (D17).</summary>
public sealed record EscalationCriterion(Category Category, int From, string Slug, string Words);

/// <summary>One thing that the next level needs to know (D17).</summary>
public sealed record HandOverItem(string Slug, string Words);

/// <summary>What escalations by a person go by (D17), as versioned data: the criteria of each path and the hand-over checklist.</summary>
public sealed record EscalationPolicy(int Version, IReadOnlyList<EscalationCriterion> Criteria, IReadOnlyList<HandOverItem> Checklist)
{
    private static readonly Lazy<EscalationPolicy> Default = new(() => Parse(ShippedData.Text("escalation.json")));

    /// <summary>Those of D17.</summary>
    public static EscalationPolicy Shipped => Default.Value;

    /// <summary>What counts at this level of this path. A direct rule can put a ticket on a level that its path has no list for: then all of the path's.</summary>
    public IReadOnlyList<EscalationCriterion> For(Category category, int level)
    {
        var path = Criteria.Where(c => c.Category == category).ToList();
        return path.Any(c => c.From == level) ? [.. path.Where(c => c.From == level)] : path;
    }

    /// <exception cref="FormatException">The data is not what <c>Shipped/escalation.json</c> looks like, or a path has no criterion.</exception>
    public static EscalationPolicy Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var policy = new EscalationPolicy(
                root.GetProperty("version").GetInt32(),
                [.. root.GetProperty("criteria").EnumerateArray().Select(Criterion)],
                [.. root.GetProperty("checklist").EnumerateArray().Select(i => new HandOverItem(i.GetProperty("slug").GetString()!, i.GetProperty("words").GetString()!))]);
            return Enum.GetValues<Category>().All(c => policy.Criteria.Any(e => e.Category == c)) ? policy : throw new FormatException("escalation: a path has no criterion");
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"escalation: {problem.Message}", problem);
        }
    }

    private static EscalationCriterion Criterion(JsonElement row) => new(
        Taxonomy.TryParse(row.GetProperty("category").GetString(), out Category category) ? category : throw new FormatException($"escalation: no category in {row.GetRawText()}"),
        row.GetProperty("from").GetInt32(), row.GetProperty("slug").GetString()!, row.GetProperty("words").GetString()!);
}
