using System.Text;
using System.Text.Json;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>A text of which is known whether it is an incident; <paramref name="Kind"/> is null when it is none.</summary>
/// <param name="Language">ISO 639-1.</param>
public sealed record IncidentExample(string Subject, string Text, SafetyKind? Kind, Severity Severity, string Language = "en");

/// <summary>
/// What the learned part of the screening learns from: incidents and harmless look-alikes under <c>Shipped/safety</c> and <c>Shipped/red-team</c>, and the mails
/// of the classifier, those about safety as incidents, the others as the ordinary mail among which incidents hide.
/// </summary>
public static class IncidentExamples
{
    public static IReadOnlyList<IncidentExample> ReadShipped() =>
        [.. ShippedText.Under("safety").Concat(ShippedText.Under("red-team")).SelectMany(path => Read(ShippedText.Open(path))), .. OfMails(Corpus.ReadShipped())];

    /// <summary>Lines of <c>{"text", "kind"?, "severity"?}</c>.</summary>
    public static IEnumerable<IncidentExample> Read(Stream lines)
    {
        using var reader = new StreamReader(lines, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            using var document = JsonDocument.Parse(line);
            var row = document.RootElement;
            var kind = row.TryGetProperty("kind", out var slug) && Words.TryParse<SafetyKind>(slug.GetString() ?? "", out var known) ? known : (SafetyKind?)null;
            var severity = kind is not null && Words.TryParse<Severity>(row.GetProperty("severity").GetString() ?? "", out var bad) ? bad : Severity.Low;
            yield return new("", row.GetProperty("text").GetString() ?? "", kind, severity,
                row.TryGetProperty("language", out var language) ? language.GetString() ?? "en" : "en");
        }
    }

    /// <summary>Mails whose severity nobody wrote down take that which is usual for their kind (D9a).</summary>
    public static IEnumerable<IncidentExample> OfMails(Corpus corpus) => corpus.Examples.Select(e => new IncidentExample(
        e.Subject, e.Body,
        e.Subcategory.Category == Category.Safety && Words.TryParse<SafetyKind>(e.Subcategory.Slug, out var kind) ? kind : null,
        e.Subcategory.Slug switch { "crisis" => Severity.Critical, "mandatory_reporting" => Severity.High, "coppa" => Severity.Low, _ => Severity.Medium }));
}
