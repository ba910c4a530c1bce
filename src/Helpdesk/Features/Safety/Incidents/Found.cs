using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Safety;

/// <summary>What stands in an incident's row of findings: places and labels, no words of the customer's.</summary>
internal static class Found
{
    private const string Unlabelled = "Something that the screening knows as dangerous";

    public static IReadOnlyList<ReportFinding> In(Incident incident) =>
    [
        .. (JsonSerializer.Deserialize<List<FindingSpan>>(incident.Findings, JsonSerializerOptions.Web) ?? [])
            .Select(f => new ReportFinding(f.Field == Words.Slug(TextField.Subject) ? TextField.Subject : TextField.Body, f.Start, f.End, f.Label ?? Unlabelled, "")),
    ];

    /// <summary>The plain-words label over harmful text (D35).</summary>
    public static string Label(Incident incident) => In(incident) is { Count: > 0 } found
        ? string.Join("; ", found.Select(f => f.Label).Distinct(StringComparer.Ordinal).Take(3))
        : "What a colleague was worried about";
}
