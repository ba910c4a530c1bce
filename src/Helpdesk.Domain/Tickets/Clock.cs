namespace Helpdesk.Domain.Tickets;

/// <summary>One promise on one ticket (D19–D24): one row a target.</summary>
public sealed class Clock
{
    public Guid TicketId { get; init; }
    public Target Target { get; init; }
    public DateTimeOffset? Due { get; private set; }
    public string Policy { get; private set; } = "";
    public ClockState State { get; private set; }
    public DateTimeOffset? StoppedAt { get; private set; }
    public bool MissedByReclassification { get; private set; }

    /// <summary>The share of the target that is used up next (D26), 50, 75, 90 or 100 %; null while nothing is awaited.</summary>
    public short? NextPercent { get; private set; }

    /// <summary>When that is so. It follows from the policies and is no fact of the log: whoever changes the clock plans it anew.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    public ClockValue Value => new(Target, Due, Policy, State, StoppedAt, MissedByReclassification);

    /// <summary>Still to be kept, be it late already.</summary>
    public bool Open => StoppedAt is null && State != ClockState.NotNeeded;

    /// <summary>Plans what the clock is looked at for again.</summary>
    public void Await(Warning? next) => (NextPercent, NextAt) = ((short?)next?.Percent, next?.At);

    internal void Set(ClockValue value)
    {
        (_, Due, Policy, State, StoppedAt, MissedByReclassification) = value;
    }
}

/// <summary>A time during which the resolution clock stands (D24): half-open, <c>To</c> is null while it lasts.</summary>
public sealed class PauseRow
{
    public Guid TicketId { get; init; }
    public DateTimeOffset From { get; init; }
    public DateTimeOffset? To { get; set; }
}
