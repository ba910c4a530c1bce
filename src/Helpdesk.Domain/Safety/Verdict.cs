using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Safety;

/// <summary>How bad a finding is (D9a). Ordered: a higher value does all that the lower ones do (D9).</summary>
public enum Severity { Low, Medium, High, Critical }

/// <summary>What a finding is about: the five subcategories of safety (D4).</summary>
public enum SafetyKind { Crisis, ContentModeration, Privacy, Coppa, MandatoryReporting }

/// <summary>Something the screening saw (D8): where, what, how bad, by which rule of which lexicon.</summary>
/// <param name="Start">UTF-16 offset into the field as it was given; half-open with <paramref name="End"/>.</param>
/// <param name="MayConcernHousehold">The danger may be a parent, guardian or household member (D35a).</param>
/// <param name="ReportTrigger">Disclosure of abuse or neglect, credible threat to a child, sexual solicitation of a child (D10).</param>
public sealed record Finding(
    SafetyKind Kind, Severity Severity, TextField Field, int Start, int End, string Text, string Rule,
    bool MayConcernHousehold, bool ReportTrigger)
{
    /// <summary>What was seen, in plain words: harmful text arrives folded behind it (D35).</summary>
    public string Label { get; init; } = "";

    /// <summary>
    /// The same for the same sentence about the same kind of danger, however it is quoted or wrapped: text already screened
    /// on a ticket opens no second incident (D8). Sixteen hexadecimal digits; not reversible to the words.
    /// </summary>
    public string Fingerprint { get; init; } = "";

    /// <summary>Index of the attachment whose name holds the words; the span is then empty. Null: subject or body.</summary>
    public int? Attachment { get; init; }
}

/// <summary>The answer of the screening to one text. Never lowered afterwards; staff can only raise it (D8).</summary>
public sealed record Verdict(IReadOnlyList<Finding> Findings, string LexiconVersion)
{
    /// <summary>Null when nothing was found.</summary>
    public Severity? Severity => Findings.Count == 0 ? null : Findings.Max(f => f.Severity);

    /// <summary>The finding that decides category and route: the worst, crisis before the rest among equals.</summary>
    public Finding? Worst => Findings
        .OrderByDescending(f => f.Severity)
        .ThenBy(f => f.Kind switch { SafetyKind.Crisis => 0, SafetyKind.MandatoryReporting => 1, SafetyKind.Privacy => 2, SafetyKind.ContentModeration => 3, _ => 4 })
        .FirstOrDefault();
}
