namespace Helpdesk.Domain.Safety;

/// <summary>
/// What may be done with an incident (D8, D35). Every method answers all problems at once, in plain words; an empty list means go.
/// </summary>
public static class IncidentRules
{
    /// <param name="worst">The worst open or resolved incident of the same kind on the ticket; null when there is none.</param>
    public static IReadOnlyList<string> Raising(Severity? worst, Severity severity, string? reason)
    {
        var problems = new List<string>();
        // D8: raised by staff, never lowered.
        if (worst >= severity) problems.Add($"It stands at {worst.ToString()!.ToLowerInvariant()} already. It can only be raised.");
        if (string.IsNullOrWhiteSpace(reason)) problems.Add("Say what you have seen.");
        return problems;
    }

    public static IReadOnlyList<string> Recording(IncidentAct act, bool isResolved, string? note)
    {
        var problems = new List<string>();
        if (!act.IsByHand()) problems.Add("Choose what was done.");
        if (isResolved) problems.Add("This incident is resolved. A note can still be added.");
        if (string.IsNullOrWhiteSpace(note)) problems.Add(act == IncidentAct.NobodyTold ? "Say why nobody is told." : "Say what was done.");
        return problems;
    }

    /// <summary>"Is this reportable?" (D9), asked for high and critical; a report, once there, answers it by itself.</summary>
    public static IReadOnlyList<string> Answering(bool reportable, bool hasReport, bool isResolved, string? reason)
    {
        var problems = new List<string>();
        if (hasReport) problems.Add("There is a report already. Decide on it there.");
        if (isResolved) problems.Add("This incident is resolved.");
        if (!reportable && string.IsNullOrWhiteSpace(reason)) problems.Add("Say why this is not reportable.");
        return problems;
    }

    /// <param name="noRisk">Reviewed, no risk found (D8); else handled to its end.</param>
    /// <param name="reportUndecided">A report of it is neither submitted nor found not reportable (D36).</param>
    /// <param name="recorded">Steps that somebody has recorded something at.</param>
    public static IReadOnlyList<string> Resolving(
        bool noRisk, string? reason, bool isResolved, bool reportUndecided, Severity severity, IReadOnlySet<IncidentStage> recorded)
    {
        var problems = new List<string>();
        if (isResolved) problems.Add("This incident is resolved already.");
        if (string.IsNullOrWhiteSpace(reason)) problems.Add(noRisk ? "Say how you know that there is no risk." : "Say how it ended.");
        if (reportUndecided) problems.Add("Decide on its report first: submit it, or say why it is not reportable.");
        if (!noRisk && severity == Severity.Critical)
        {
            // D35: nothing is skipped silently.
            foreach (var stage in new[] { IncidentStage.Response, IncidentStage.Notification, IncidentStage.FollowUp }.Where(s => !recorded.Contains(s)))
                problems.Add($"Nothing is recorded at {Name(stage).ToLowerInvariant()} yet.");
        }

        return problems;
    }

    public static string Name(IncidentStage stage) => stage == IncidentStage.FollowUp ? "Follow-up" : stage.ToString();
}
