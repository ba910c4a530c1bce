using Helpdesk.Domain.Safety;

namespace Helpdesk.Domain.Tickets;

/// <summary>Which part of the customer's text a span lies in. Offsets are UTF-16 code units into that part as it was given.</summary>
public enum TextField { Subject, Body }

/// <summary>Words that led to a decision (D5): a half-open span of the text as given, and what it speaks for (a slug).</summary>
public sealed record Evidence(TextField Field, int Start, int End, string Text, string For);

/// <summary>A subcategory with its calibrated probability, 0–1.</summary>
public sealed record Suggestion(Subcategory Subcategory, double Confidence);

/// <summary>A fact that a rule read in the text (D11a), with the words that led there.</summary>
public sealed record SignalFound(string Signal, Evidence Evidence);

/// <summary>
/// What the ticket is about, by the model and its rules alone (D5). The answer of the screening (D8) is joined by
/// <c>Routing</c> (D12), not here.
/// </summary>
/// <param name="Top">The best guess; stands even below the threshold (D6).</param>
/// <param name="Suggestions">The three best, best first; the first is <paramref name="Top"/>, the second the runner-up.</param>
/// <param name="Secondary">Other topics found in the same text, ranked by D7.</param>
public sealed record Classification(
    Subcategory Top,
    double Confidence,
    IReadOnlyList<Suggestion> Suggestions,
    IReadOnlyList<Subcategory> Secondary,
    IReadOnlyList<Evidence> Evidence,
    IReadOnlyList<SignalFound> Signals,
    Impact Impact,
    string ModelVersion)
{
    /// <summary>
    /// The same beside what the screening says (D8): it reads for danger with more care, so where it hears nothing, not even a
    /// question, the model's guess that a mail is about safety makes way for its next best one, with the little confidence that one
    /// has: mostly a person decides (D6).
    /// </summary>
    /// <param name="verdict">Null when the text was not screened: then nothing is known to the contrary.</param>
    public Classification Beside(Verdict? verdict)
    {
        if (verdict is null || verdict.Worst is not null || Top.Category != Category.Safety) return this;
        var next = Suggestions.FirstOrDefault(s => s.Subcategory.Category != Category.Safety);
        return next is null ? this : this with { Top = next.Subcategory, Confidence = next.Confidence, Suggestions = [next, .. Suggestions.Where(s => s != next)] };
    }
}
