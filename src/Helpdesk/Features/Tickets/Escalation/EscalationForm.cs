using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>The form of an escalation as it comes from the browser: empty fields come as null.</summary>
public sealed class EscalationForm
{
    public Guid Once { get; set; }
    public int BasedOn { get; set; }
    public string? Criterion { get; set; }
    public string? Justification { get; set; }
    public Dictionary<string, string?> HandOver { get; set; } = [];
    public Dictionary<string, string?> Waived { get; set; } = [];
    public string? Told { get; set; }

    /// <summary>By the clock of whoever fills it in.</summary>
    public DateTime? HearsNext { get; set; }
    public string? FollowUp { get; set; }

    public IReadOnlyDictionary<string, string> Filled => Given(HandOver);

    public EscalationRequest Read(TimeZoneInfo zone) => new(
        Criterion ?? "", Justification ?? "", Filled, Given(Waived), Told ?? "",
        HearsNext is { } local ? new DateTimeOffset(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone.GetUtcOffset(local)).ToUniversalTime() : null, FollowUp ?? "");

    private static Dictionary<string, string> Given(Dictionary<string, string?> fields) =>
        fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Key, f => f.Value!.ReplaceLineEndings("\n"), StringComparer.Ordinal);
}
