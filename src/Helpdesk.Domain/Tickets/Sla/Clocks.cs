namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The clocks of one ticket, as a pure state that facts are folded into (D24, D25). Every method returns the state after a fact
/// at an instant and changes nothing; facts come in the order in which they happened. A breach, once recorded, stays.
/// </summary>
/// <param name="Times">The due times by the facts as they are now; a stopped clock keeps its own (D25).</param>
/// <param name="Values">One for each target that the ticket has or had.</param>
/// <param name="Recomputations">What changes of plan, category, severity or policy moved (D25).</param>
public sealed record Clocks(DueTimes Times, IReadOnlyList<ClockValue> Values, IReadOnlyList<Recomputation> Recomputations)
{
    public ClockValue? this[Target target] => Values.FirstOrDefault(v => v.Target == target);

    private SlaFacts Facts => Times.Facts;

    /// <summary>All clocks of a new ticket, running.</summary>
    public static Clocks Start(SlaFacts facts, SlaPolicies policies)
    {
        var times = DueTimes.Of(facts, policies);
        return new Clocks(times, [.. times.All.Where(HasTarget).Select(Begun)], []);
    }

    /// <summary>The clocks as they were stored, with the facts as they are stored.</summary>
    public static Clocks Of(IReadOnlyList<ClockValue> values, SlaFacts facts, SlaPolicies policies)
    {
        var times = DueTimes.Of(facts, policies);
        var acknowledgment = values.FirstOrDefault(v => v is { Target: Target.Acknowledgment, State: ClockState.Running });
        if (acknowledgment?.Due is { } due && times.Acknowledgment is { Count: { } count } && due != times.Acknowledgment.Due)
            times = DueTimes.Of(facts with { AcknowledgmentFrom = due - count.Amount }, policies); // D25: it began at a reclassification
        return new Clocks(times, values, []);
    }

    /// <summary>A public reply of a staff member left, counted at the click (D24).</summary>
    public Clocks Replied(DateTimeOffset at) => After(at).Stop(Target.FirstResponse, at);

    /// <summary>A person sent the rights-holder template, or a mail marked so (D24).</summary>
    public Clocks Acknowledged(DateTimeOffset at) => After(at).Stop(Target.Acknowledgment, at);

    /// <summary>The mail that stopped this clock was undone, dead-lettered or bounced: it never did (D24).</summary>
    public Clocks StopTakenBack(Target target) => Change(v => v.Target == target && v.StoppedAt is not null, v => Again(v));

    /// <summary>The ticket became pending: resolution and escalation stand still (D24).</summary>
    public Clocks Paused(DateTimeOffset at) => After(at).With(Hold(at));

    /// <summary>The customer wrote, or the ticket left pending in another way.</summary>
    public Clocks Resumed(DateTimeOffset at) => After(at).With(Release(at));

    /// <summary>Resolved: a promise of a reply that was not given is not needed any more; escalation neither (D24).</summary>
    public Clocks Resolved(DateTimeOffset at) => After(at)
        .With(Release(at)) // a pending clock is stopped with the due time that it would have had from here
        .Stop(Target.Resolution, at).End(at).With(Hold(at));

    /// <summary>Closed, merged or not for support (D24, D28). Of a resolved ticket it changes nothing.</summary>
    public Clocks Closed(DateTimeOffset at) => After(at)
        .With(Release(at))
        .Change(v => v.Target == Target.Resolution && IsOpen(v), v => v with { State = ClockState.NotNeeded, StoppedAt = at })
        .End(at).With(Hold(at));

    /// <summary>Reopened: the resolution clock goes on from where it stopped, and escalation with it (D24).</summary>
    public Clocks Reopened(DateTimeOffset at) =>
        Change(v => v.Target == Target.Resolution || (v.Target == Target.Escalation && v.State == ClockState.NotNeeded), Again).With(Release(at));

    /// <summary>"Not for support" undone (D28): the reply is promised again as if nothing had been.</summary>
    public Clocks NotForSupportUndone(DateTimeOffset at) => Reopened(at).Change(v => v.State == ClockState.NotNeeded, Again).With(facts => facts);

    /// <summary>A person escalated before the clock did, which ends it (D27).</summary>
    public Clocks EscalatedByHand(DateTimeOffset at) => After(at).Stop(Target.Escalation, at);

    /// <summary>Time passed: what is due by now and still runs is missed (D26: breach at 100 %).</summary>
    public Clocks Passed(DateTimeOffset now) => Change(v => IsOpen(v) && v.Due <= now, Missed);

    /// <summary>Plan, category, severity, incidents or the policies changed (D25): everything again from arrival, with past pauses.</summary>
    /// <param name="change">The new facts from the old ones.</param>
    public Clocks Recomputed(Func<SlaFacts, SlaFacts> change, SlaPolicies policies, DateTimeOffset at)
    {
        var before = After(at);
        var facts = change(before.Facts);
        var times = DueTimes.Of(facts, policies);
        var late = times.Acknowledgment.Due <= at && (before[Target.Acknowledgment] is not { } old || IsOpen(old));
        if (late) times = DueTimes.Of(facts with { AcknowledgmentFrom = at }, policies);

        var values = times.All.Select(t => Recompute(t, before[t.Target], at, late)).OfType<ClockValue>().ToList();
        var moved = times.All
            .Select(t => new Recomputation(at, t.Target, before[t.Target], values.Find(v => v.Target == t.Target)))
            .Where(r => r.Old != r.New);
        return new Clocks(times, values, [.. Recomputations, .. moved]);
    }

    /// <summary>When each running clock has used up 50, 75, 90 and 100 % of its target (D26), in order of time.</summary>
    public IEnumerable<Warning> Warnings() => Values.Where(IsOpen)
        .SelectMany(v => Warning.Percents.Select(p => (v.Target, Percent: p, At: Times[v.Target].ReachedAt(p))))
        .Where(w => w.At is not null)
        .Select(w => new Warning(w.Target, w.Percent, w.At!.Value))
        .OrderBy(w => w.At).ThenBy(w => w.Percent);

    /// <summary>What the running targets have used up by an instant and what is not recorded yet (D26), in order of time.</summary>
    /// <param name="recorded">The highest share recorded of each target (<see cref="Ticket.Reached"/>).</param>
    public IEnumerable<Warning> Reached(IReadOnlyList<short> recorded, DateTimeOffset by) => Awaited(recorded).Where(w => w.At <= by);

    /// <summary>The next share of this target to be used up; null while it does not run, and when all are recorded.</summary>
    public Warning? Next(Target target, IReadOnlyList<short> recorded) => Awaited(recorded).FirstOrDefault(w => w.Target == target);

    private IEnumerable<Warning> Awaited(IReadOnlyList<short> recorded) =>
        Warnings().Where(w => w.Percent > recorded[(int)w.Target] && this[w.Target]!.State == ClockState.Running);

    private static ClockValue? Recompute(DueTime time, ClockValue? old, DateTimeOffset at, bool late)
    {
        // What has happened stays recorded; what only ran goes when its target does.
        if (old is not null && !IsOpen(old)) return old;
        if (!HasTarget(time)) return null;
        var begun = Begun(time);
        if (time.Target == Target.Acknowledgment && late) return begun with { MissedByReclassification = true };
        var flagged = begun with { MissedByReclassification = old?.MissedByReclassification ?? false };
        return begun.Due <= at ? flagged with { State = ClockState.Missed, MissedByReclassification = true } : flagged;
    }

    private Clocks After(DateTimeOffset at) => Change(v => IsOpen(v) && v.Due < at, Missed);

    /// <summary>Up to and including the due instant the promise was kept.</summary>
    private Clocks Stop(Target target, DateTimeOffset at) => Change(
        v => v.Target == target && v.StoppedAt is null && v.State != ClockState.NotNeeded,
        v => v with { State = v.State == ClockState.Missed ? ClockState.Missed : ClockState.Met, StoppedAt = at });

    private Clocks End(DateTimeOffset at) => Change(
        v => v.Target != Target.Resolution && IsOpen(v), v => v with { State = ClockState.NotNeeded, StoppedAt = at });

    private static ClockValue Again(ClockValue value) =>
        value with { State = value.State == ClockState.Missed ? ClockState.Missed : ClockState.Running, StoppedAt = null };

    private static ClockValue Missed(ClockValue value) => value with { State = ClockState.Missed };

    private static Func<SlaFacts, SlaFacts> Hold(DateTimeOffset at) => facts =>
        facts.Pauses is [.., { To: null }] ? facts : facts with { Pauses = [.. facts.Pauses, new Pause(at, null)] };

    private static Func<SlaFacts, SlaFacts> Release(DateTimeOffset at) => facts =>
        facts.Pauses is [.., { To: null } last] ? facts with { Pauses = [.. facts.Pauses.SkipLast(1), last with { To = at }] } : facts;

    /// <summary>New facts that are no reclassification: the open clocks take their due times from them.</summary>
    private Clocks With(Func<SlaFacts, SlaFacts> change)
    {
        var times = DueTimes.Of(change(Facts), Times.Policies);
        return (this with { Times = times }).Change(
            IsOpen, v => Begun(times[v.Target]) with { MissedByReclassification = v.MissedByReclassification });
    }

    private Clocks Change(Func<ClockValue, bool> which, Func<ClockValue, ClockValue> how) =>
        this with { Values = [.. Values.Select(v => which(v) ? how(v) : v)] };

    private static bool IsOpen(ClockValue value) => value.State is ClockState.Running or ClockState.Paused;

    private static bool HasTarget(DueTime time) => time.Policy is not null;

    private static ClockValue Begun(DueTime time) =>
        new(time.Target, time.Due, time.Policy!, time.IsPaused ? ClockState.Paused : ClockState.Running, null, false);
}

/// <summary>What a recomputation did to one clock (D25); null where there was or is none.</summary>
public sealed record Recomputation(DateTimeOffset At, Target Target, ClockValue? Old, ClockValue? New);

/// <summary>An instant at which a share of a target has been used up (D26); 100 % is the breach.</summary>
public sealed record Warning(Target Target, int Percent, DateTimeOffset At)
{
    public static IReadOnlyList<int> Percents { get; } = [50, 75, 90, 100];
}
