namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The due times of a ticket, as one pure function of its facts and the policies (D23): each policy by its own clock and the
/// pauses, the earliest for each target, then the floors.
/// </summary>
public sealed record DueTimes(
    SlaFacts Facts, SlaPolicies Policies, DueTime FirstResponse, DueTime Acknowledgment, DueTime Resolution, DueTime Escalation)
{
    public IReadOnlyList<DueTime> All => [FirstResponse, Acknowledgment, Resolution, Escalation];

    public DueTime this[Target target] => All[(int)target];

    /// <exception cref="ArgumentException">The pauses are not in order, overlap, or begin before arrival; the tier is not 1 to 4.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A due time lies beyond the year 9999.</exception>
    public static DueTimes Of(SlaFacts facts, SlaPolicies policies)
    {
        if (Pause.Problem(facts.Pauses, facts.ArrivedAt) is { } problem) throw new ArgumentException(problem, nameof(facts));
        if (facts.SupportTier is < 1 or > 4) throw new ArgumentException("a support tier is 1 to 4", nameof(facts));

        var firstResponse = Earliest(Target.FirstResponse, facts, policies);
        var acknowledgment = Earliest(Target.Acknowledgment, facts, policies);
        // D23: resolution never before first response, escalation never before resolution.
        var resolution = NotBefore(Earliest(Target.Resolution, facts, policies), firstResponse, "floor:firstResponse", facts, policies);
        var escalation = NotBefore(Earliest(Target.Escalation, facts, policies), resolution, "floor:resolution", facts, policies);
        return new DueTimes(facts, policies, firstResponse, acknowledgment, resolution, escalation);
    }

    private static DueTime Earliest(Target target, SlaFacts facts, SlaPolicies policies)
    {
        var tried = Candidates(target, facts, policies).ToList();
        var at = Winner(tried);
        if (at < 0) return new DueTime(target, null, null, null, tried);

        var winner = tried[at];
        for (var i = 0; i < tried.Count; i++)
            tried[i] = tried[i] with { Won = i == at, Why = Why(tried[i], i == at, winner, tried) };
        return new DueTime(target, winner.Due, winner.Policy, winner.Count, tried);
    }

    /// <summary>The earliest; of equals the first. A clock that stands still is ranked as if it went on at once.</summary>
    private static int Winner(List<Attempt> tried)
    {
        var at = -1;
        for (var i = 0; i < tried.Count; i++)
            if (tried[i].Count is { } count && (at < 0 || count.DueIfResumed < tried[at].Count!.DueIfResumed)) at = i;
        return at;
    }

    private static IEnumerable<Attempt> Candidates(Target target, SlaFacts facts, SlaPolicies policies)
    {
        // D24: first response and acknowledgment never pause; D25: an acknowledgment may begin at a reclassification.
        var pauses = target is Target.Resolution or Target.Escalation ? facts.Pauses : [];
        var from = target == Target.Acknowledgment ? facts.AcknowledgmentFrom ?? facts.ArrivedAt : facts.ArrivedAt;
        foreach (var policy in policies.Applying(facts))
        {
            var promise = policy.For(target);
            var count = promise.Start(from.ToUniversalTime(), pauses, policies.Elapsed, policies.Business);
            yield return new Attempt(policy.Name, promise.ToString()!, count, Won: false, "has no target here");
        }

        if (target != Target.FirstResponse) yield break;
        foreach (var incident in facts.Incidents)
        {
            var since = incident.TextArrivedAt.ToUniversalTime();
            yield return new Attempt(
                incident.Policy, "until the incident's own due time", new Count(policies.Elapsed, since, incident.Due - since, []), Won: false, "");
        }
    }

    private static DueTime NotBefore(DueTime due, DueTime lower, string floor, SlaFacts facts, SlaPolicies policies)
    {
        if (due.Due is not { } at || lower.Count is null) return due;

        var floored = due with { Policy = floor, Floored = due.Tried.First(a => a.Won) };
        // What it may not precede stands still behind a running pause, so this does too.
        if (lower.Due is not { } least) return floored with { Due = null, Count = lower.Count };
        var arrived = facts.ArrivedAt.ToUniversalTime();
        return at >= least ? due : floored with { Due = least, Count = new Count(policies.Elapsed, arrived, least - arrived, []) };
    }

    private static string Why(Attempt attempt, bool won, Attempt winner, List<Attempt> tried)
    {
        if (attempt.Count is null) return attempt.Why;
        var rivals = tried.Count(a => a.Count is not null);
        if (won) return rivals == 1 ? "the only policy with this target" : $"the earliest of {rivals}";
        var later = attempt.Count.DueIfResumed - winner.Count!.DueIfResumed;
        return later == TimeSpan.Zero ? $"the same instant as {winner.Policy}, which stands first" : $"{SlaWords.Length(later)} later than {winner.Policy}";
    }
}
