using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>A rule of D12 (2): when the ticket has this subcategory or signal, team and level are set together.</summary>
public sealed record DirectRoute(string? Subcategory, string? Signal, Team Team, int Level, bool InformsSafety, string Reason)
{
    public bool Applies(Classification classification) => Signal is null
        ? string.Equals(classification.Top.Slug, Subcategory, StringComparison.Ordinal)
        : classification.Signals.Any(s => string.Equals(s.Signal, Signal, StringComparison.Ordinal));
}

/// <summary>The data that routing runs on (D6, D11, D12). Default: <see cref="Shipped"/>; edited versions come from the database.</summary>
/// <param name="Threshold">Below this confidence a ticket needs triage (D6), 0–1.</param>
/// <param name="RepeatedIpDisputes">So many tickets in 90 days naming one character or owner set the legal review flag.</param>
/// <param name="Direct">In the order in which they are tried; the first that applies wins.</param>
public sealed record RoutingPolicy(
    string Version, double Threshold, int RepeatedIpDisputes, IReadOnlyList<EscalationPath> Paths, IReadOnlyList<DirectRoute> Direct)
{
    private static readonly Lazy<RoutingPolicy> FromAssembly = new(() =>
    {
        using var document = ShippedText.Json("routing.json");
        return Parse(document.RootElement);
    });

    public static RoutingPolicy Shipped => FromAssembly.Value;

    public EscalationPath Path(Category category) => Paths.Single(p => p.Category == category);

    /// <exception cref="FormatException">A slug is unknown or a category has no path or two.</exception>
    /// <exception cref="KeyNotFoundException">A property is missing.</exception>
    public static RoutingPolicy Parse(JsonElement root)
    {
        var policy = new RoutingPolicy(
            root.GetProperty("version").GetString() ?? "",
            root.GetProperty("threshold").GetDouble(),
            root.GetProperty("repeatedIpDisputes").GetInt32(),
            [.. root.GetProperty("paths").EnumerateArray().Select(ReadPath)],
            [.. root.GetProperty("direct").EnumerateArray().Select(ReadDirect)]);
        return policy.Paths.Select(p => p.Category).Distinct().Count() == Enum.GetValues<Category>().Length && policy.Paths.Count == Enum.GetValues<Category>().Length
            ? policy
            : throw new FormatException("Each category needs exactly one escalation path.");
    }

    private static EscalationPath ReadPath(JsonElement row) => new(
        Taxonomy.TryParse(row.GetProperty("category").GetString(), out Category category) ? category : throw Unknown(row),
        ReadTeam(row.GetProperty("owner")),
        [.. row.GetProperty("levels").EnumerateArray().Select(ReadTeam)]);

    private static DirectRoute ReadDirect(JsonElement row)
    {
        var subcategory = row.TryGetProperty("subcategory", out var s) ? s.GetString() : null;
        var signal = row.TryGetProperty("signal", out var g) ? g.GetString() : null;
        var known = subcategory is null ? signal is not null && Signals.All.Contains(signal) : Taxonomy.TryParse(subcategory, out Subcategory? _);
        if (!known) throw Unknown(row);
        return new DirectRoute(
            subcategory, signal, ReadTeam(row.GetProperty("team")), row.GetProperty("level").GetInt32(),
            row.TryGetProperty("informsSafety", out var informs) && informs.GetBoolean(), row.GetProperty("reason").GetString() ?? "");
    }

    private static Team ReadTeam(JsonElement slug) => Words.TryParse<Team>(slug.GetString(), out var team) ? team : throw Unknown(slug);

    private static FormatException Unknown(JsonElement part) => new($"routing: unknown word in {part.GetRawText()}");
}
