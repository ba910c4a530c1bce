using System.Text;

namespace Helpdesk.Domain.Tickets;

/// <summary>Writes a proof as plain text (D25a): short lines, one fact each, readable in a mail.</summary>
internal sealed class SlaProofText(TimeZoneInfo viewer, TimeZoneInfo? customer)
{
    private readonly StringBuilder _text = new();

    public string Write(SlaProof proof)
    {
        var (facts, policies) = (proof.Times.Facts, proof.Times.Policies);
        Line($"Arrived {Both(facts.ArrivedAt)}");
        Line($"Plan {facts.Plan.Name()}, {facts.Subcategory.Category.Slug()}/{facts.Subcategory}{(facts.SupportTier is { } tier ? $", support tier {tier}" : "")}");
        Line($"SLA policies version {policies.Version}; one business day is {SlaWords.Hours(policies.BusinessDay)} of the {policies.Business.Slug} hours in {policies.Business.Zone.Id}");
        Line($"Times below in {viewer.Id}");
        foreach (var target in proof.Targets) Write(target);
        if (proof.Recomputations.Count > 0) Line("\nRecomputed");
        foreach (var change in proof.Recomputations)
            Line($"  {Both(change.At)}: {Name(change.Target)} {Value(change.Old)} -> {Value(change.New)}");
        return _text.ToString();
    }

    private void Write(TargetProof proof)
    {
        var time = proof.Time;
        Line($"\n{Name(time.Target)}: {(time.Due is { } due ? $"due {Both(due)}" : $"paused, {Amount(proof.Count, Left(proof))} left")}, set by {time.Policy}");
        foreach (var tried in time.Tried) Line($"  tried {tried.Policy}: {tried.Promise}{Due(tried)} - {tried.Why}");
        if (time.Floored is { } floored) Line($"  {time.Policy}: {floored.Policy} alone would be {Due(floored).TrimStart(',', ' ')}, which is too early");
        foreach (var part in proof.Counted) Line($"  counted {Span(part)} = {Amount(proof.Count, part.Length)}");
        foreach (var part in proof.Skipped) Line($"  skipped {Span(part.Span)}: {Kind(part)}");
        foreach (var pause in proof.Pauses) Line($"  pause {Span(pause.Pause)}: {Effect(proof.Count, pause)}");
    }

    private static TimeSpan Left(TargetProof proof) => proof.Count.Amount - proof.Counted.Aggregate(TimeSpan.Zero, (sum, part) => sum + part.Length);

    private string Due(Attempt attempt) => attempt switch
    {
        { Count: null } => "",
        { Due: { } due } => $", due {Local(due)}",
        _ => ", paused",
    };

    private static string Effect(Count count, PauseEffect effect) => effect switch
    {
        { Why: { } why } => why,
        { NotCounted: { } time } => $"{Amount(count, time)} not counted",
        _ => "still running",
    };

    private static string Kind(Closure closure) => closure.Kind switch
    {
        ClosureKind.Holiday => $"holiday ({closure.Name})",
        ClosureKind.Weekend => "weekend",
        _ => "out of hours",
    };

    private static string Name(Target target) => target switch
    {
        Target.FirstResponse => "First response",
        Target.Acknowledgment => "Acknowledgment",
        Target.Resolution => "Resolution",
        _ => "Escalation",
    };

    private string Value(ClockValue? value) => value is null
        ? "no target"
        : $"{(value.Due is { } due ? Both(due) : "paused")} by {value.Policy}{(value.MissedByReclassification ? " (missed by reclassification)" : "")}";

    private static string Amount(Count count, TimeSpan length) => count.Calendar.IsAlwaysOpen ? SlaWords.Length(length) : SlaWords.Hours(length);

    private string Span(Interval span) => $"{Local(span.From)} to {Local(span.To)}";

    private string Span(Pause pause) => $"{Local(pause.From)} to {(pause.To is { } to ? Local(to) : "now")}";

    private string Local(DateTimeOffset at) => SlaWords.Instant(at, viewer);

    private string Both(DateTimeOffset at) =>
        customer is null || customer.Id == viewer.Id ? Local(at) : $"{Local(at)} ({SlaWords.Instant(at, customer)} for the customer in {customer.Id})";

    private void Line(string line) => _text.Append(line).Append('\n');
}
