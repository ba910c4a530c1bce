namespace Helpdesk.Domain.Safety;

/// <summary>
/// When who is paged (D9b): at once, then the next in order every five minutes until somebody acknowledges. Times follow from the
/// instant at which the page began, not from when a node got to it, so that no repeat comes twice and none is left out.
/// </summary>
public static class PageSchedule
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>How far back missed repeats are made up for: after a longer silence only the newest one helps anybody.</summary>
    public static readonly TimeSpan MadeUp = TimeSpan.FromHours(2);

    /// <summary>How long before the deadline of a report on-call is paged, and at the deadline itself (D36).</summary>
    public static IReadOnlyList<TimeSpan> BeforeDeadline { get; } = [TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(20), TimeSpan.Zero];

    public static DateTimeOffset At(DateTimeOffset since, int turn) => since + (Every * turn);

    /// <summary>The turn to do now: the one planned, or a later one when that lies too far back.</summary>
    public static int Turn(DateTimeOffset since, int planned, DateTimeOffset now)
    {
        if (now - At(since, planned) <= MadeUp) return planned;
        return (int)((now - since).Ticks / Every.Ticks);
    }

    /// <summary>Whom a turn goes to: the next of the rota; all of Safety when the rota is empty.</summary>
    public static IReadOnlyList<Guid> Whose(IReadOnlyList<Guid> rota, IReadOnlyList<Guid> everybody, int turn) =>
        rota.Count == 0 ? everybody : [rota[turn % rota.Count]];

    /// <summary>
    /// The instants at which a report is paged for, with the time that is then left. Of those that have passed when it is opened
    /// only the last is kept.
    /// </summary>
    public static IReadOnlyList<(TimeSpan Left, DateTimeOffset At)> Thresholds(DateTimeOffset due, DateTimeOffset openedAt)
    {
        var all = BeforeDeadline.Select(left => (Left: left, At: due - left)).ToList();
        var passed = all.FindLastIndex(t => t.At <= openedAt);
        return passed < 1 ? all : all[passed..];
    }
}
