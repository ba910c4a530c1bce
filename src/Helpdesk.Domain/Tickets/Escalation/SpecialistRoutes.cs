using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>A symptom that belongs with a specialist rather than with the next level of the path (D13).</summary>
/// <param name="To">The team or rotation that gets it.</param>
/// <param name="External">Who outside is asked meanwhile; the ticket then waits with <paramref name="To"/>.</param>
/// <param name="Subcategories">Where it is offered first.</param>
public sealed record SpecialistRoute(string Slug, string Words, Team To, string? External, IReadOnlyList<string> Subcategories)
{
    /// <summary>How it stands among the criteria of an escalation.</summary>
    public string Criterion => SpecialistRoutes.Prefix + Slug;

    /// <summary>Where it leads, in words: <c>Finance, who asks Stripe support</c>.</summary>
    public string Destination => External is null ? To.Name() : $"{To.Name()}, who asks {External}";
}

/// <summary>The specialist routes (D13) as versioned data, in the order in which they are offered.</summary>
public sealed record SpecialistRoutes(int Version, IReadOnlyList<SpecialistRoute> All)
{
    internal const string Prefix = "specialist:";
    private static readonly Lazy<SpecialistRoutes> Default = new(() => Parse(ShippedData.Text("specialists.json")));

    /// <summary>Those of D13.</summary>
    public static SpecialistRoutes Shipped => Default.Value;

    /// <summary>
    /// Those that a ticket may take, likely ones first. Safety keeps to its own path, and what is restricted goes to nobody who may not meet
    /// it (D34).
    /// </summary>
    public IReadOnlyList<SpecialistRoute> For(Ticket ticket) => ticket.Category == Category.Safety || ticket.Restricted || !ticket.Active
        ? []
        : [.. All.Where(r => r.To != ticket.Team || r.External is not null).OrderByDescending(r => r.Subcategories.Contains(ticket.Subcategory, StringComparer.Ordinal))];

    /// <summary>The route that a criterion names and that this ticket may take; null for a criterion of the path.</summary>
    public SpecialistRoute? Of(Ticket ticket, string criterion) => For(ticket).FirstOrDefault(r => r.Criterion == criterion);

    /// <exception cref="FormatException">The data is not what <c>Shipped/specialists.json</c> looks like, or names something unknown.</exception>
    public static SpecialistRoutes Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            return new SpecialistRoutes(root.GetProperty("version").GetInt32(), [.. root.GetProperty("routes").EnumerateArray().Select(Route)]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"specialists: {problem.Message}", problem);
        }
    }

    private static SpecialistRoute Route(JsonElement row) => new(
        row.GetProperty("slug").GetString()!, row.GetProperty("words").GetString()!,
        Words.TryParse(row.GetProperty("to").GetString(), out Team team) ? team : throw new FormatException($"specialists: no team in {row.GetRawText()}"),
        row.TryGetProperty("external", out var external) ? external.GetString() : null,
        [.. row.GetProperty("subcategories").EnumerateArray().Select(s => s.GetString()!)]);
}
