namespace Helpdesk.Domain.Tickets;

/// <summary>How every due time of a ticket came about (D25a), for a lead who checks and a customer who disputes.</summary>
public sealed record SlaProof(DueTimes Times, IReadOnlyList<TargetProof> Targets, IReadOnlyList<Recomputation> Recomputations)
{
    /// <param name="recomputations">What D25 moved on the way here, oldest first.</param>
    public static SlaProof Of(DueTimes times, IReadOnlyList<Recomputation>? recomputations = null) =>
        new(times, [.. times.All.Where(t => t.Count is not null).Select(t => TargetProof.Of(t, times.Facts))], recomputations ?? []);

    /// <summary>The proof as text to copy: every instant in the viewer's zone; arrival, due times and recomputations in the customer's too.</summary>
    public string ToText(TimeZoneInfo viewer, TimeZoneInfo? customer = null) => new SlaProofText(viewer, customer).Write(this);
}

/// <summary>How one due time came about.</summary>
/// <param name="Count">The clock of the policy that won; where a floor applies, the one it overrode.</param>
/// <param name="Counted">Each interval counted, in order.</param>
/// <param name="Skipped">Weekends, holidays and closed hours between start and due.</param>
/// <param name="Pauses">What each pause did to this clock.</param>
public sealed record TargetProof(
    DueTime Time, Count Count, IReadOnlyList<Interval> Counted, IReadOnlyList<Closure> Skipped, IReadOnlyList<PauseEffect> Pauses)
{
    internal static TargetProof Of(DueTime time, SlaFacts facts)
    {
        var count = time.Floored?.Count ?? time.Count!;
        // While paused, the count has got as far as the running pause.
        var until = count.Due ?? count.Pauses[^1].From;
        return new TargetProof(
            time, count, [.. count.Intervals(until)], Closures.Of(count.Calendar, count.From, until),
            [.. facts.Pauses.Select(p => PauseEffect.Of(p, count, until))]);
    }
}

/// <summary>What a pause took from a clock (D24).</summary>
/// <param name="NotCounted">The time of this clock that fell into the pause; null while the pause runs.</param>
/// <param name="Why">Null when the pause was taken into account.</param>
public sealed record PauseEffect(Pause Pause, TimeSpan? NotCounted, string? Why)
{
    internal static PauseEffect Of(Pause pause, Count count, DateTimeOffset until)
    {
        if (count.Pauses.Count == 0) return new PauseEffect(pause, TimeSpan.Zero, "this clock never pauses");
        if (count.Due is not null && pause.From >= until) return new PauseEffect(pause, TimeSpan.Zero, "begins when the target was already due");
        return new PauseEffect(pause, pause.To is { } to ? count.Calendar.Between(pause.From, to) : null, null);
    }
}
