using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Tells a ticket's clocks what has happened and writes one event with their new values (D24, D25). What fell due before is recorded
/// first, so that nothing is lost between two rounds of <see cref="ThresholdWork"/> (D26).
/// </summary>
public sealed class Clockwork(Tickets tickets, Thresholds thresholds)
{
    /// <summary>The reason in the event of a recomputation by new policies (D25).</summary>
    public const string PolicyChanged = "policy_changed";

    public void Start(Ticket ticket, PolicySet set, DateTimeOffset now) => Keep(ticket, Clocks.Start(Facts(ticket), set.Sla), "arrived", set, now);

    /// <summary>Moves the ticket to another state; the clocks pause, go on, stop or end with it (D24).</summary>
    public void Move(Ticket ticket, TicketState to, string reason, PolicySet set, DateTimeOffset now, DateOnly? lookAgain = null)
    {
        Catch(ticket, set, now, now);
        var from = ticket.State;
        var clocks = Of(ticket, set);
        tickets.Record(ticket, new StateChanged(to, reason, lookAgain), now);
        var moved = (from, to) switch
        {
            (_, TicketState.Pending) => Going(clocks, from, now).Paused(now),
            (_, TicketState.Resolved) => clocks.Resolved(now),
            (_, TicketState.Closed) => clocks.Closed(now),
            (TicketState.Closed, _) => clocks.NotForSupportUndone(now),
            _ => Going(clocks, from, now),
        };
        Keep(ticket, moved, reason, set, now);
    }

    /// <summary>Plan, category, severity or tier changed: everything again from arrival, past pauses kept (D25).</summary>
    public void Recompute(Ticket ticket, PolicySet set, string reason, DateTimeOffset now)
    {
        Catch(ticket, set, now, now);
        Keep(ticket, Of(ticket, set).Recomputed(facts => Facts(ticket) with { AcknowledgmentFrom = facts.AcknowledgmentFrom }, set.Sla, now), reason, set, now);
    }

    /// <summary>For what moves a ticket without touching its clocks: what fell due before comes first (D26).</summary>
    public void CatchUp(Ticket ticket, PolicySet set, DateTimeOffset now) => Catch(ticket, set, now, now);

    /// <summary>A person escalated, which ends the escalation clock (D27).</summary>
    public void EscalatedByHand(Ticket ticket, PolicySet set, DateTimeOffset now) => Keep(ticket, Of(ticket, set).EscalatedByHand(now), "escalated", set, now);

    /// <summary>A public reply or call counts from the instant of the click (D24).</summary>
    public void Answered(Ticket ticket, DateTimeOffset clickedAt, bool acknowledges, PolicySet set, DateTimeOffset now)
    {
        Catch(ticket, set, clickedAt, now);
        var clocks = Of(ticket, set).Replied(clickedAt);
        Keep(ticket, acknowledges ? clocks.Acknowledged(clickedAt) : clocks, "answered", set, now);
    }

    /// <summary>The reply that stopped the first response did not arrive: it runs again, unless another one stands (D24).</summary>
    /// <param name="standing">The click of the earliest reply that still counts.</param>
    public void TakenBack(Ticket ticket, DateTimeOffset? standing, bool acknowledged, PolicySet set, DateTimeOffset now)
    {
        Catch(ticket, set, now, now);
        var clocks = Of(ticket, set).StopTakenBack(Target.FirstResponse);
        if (acknowledged) clocks = clocks.StopTakenBack(Target.Acknowledgment);
        Keep(ticket, standing is { } at ? clocks.Replied(at) : clocks, "taken_back", set, now);
    }

    /// <summary>All that the due times depend on, as the ticket stands.</summary>
    public static SlaFacts Facts(Ticket ticket) => new(ticket.Plan, Taxonomy.Get(ticket.Subcategory), ticket.SupportTier, ticket.ArrivedAt)
    {
        Pauses = [.. ticket.Pauses.Where(p => p.To != p.From).OrderBy(p => p.From).Select(p => new Pause(p.From, p.To))],
        Incidents = ticket.IncidentDue is { } due ? [new IncidentTarget(ticket.IncidentPolicy!, ticket.IncidentSince!.Value, due)] : [],
    };

    /// <summary>The clocks as they are stored, with the proof's due times behind them (D25a).</summary>
    public static Clocks Of(Ticket ticket, PolicySet set) => Clocks.Of([.. ticket.Clocks.Select(c => c.Value)], Facts(ticket), set.Sla);

    private static Clocks Going(Clocks clocks, TicketState from, DateTimeOffset now) => from switch
    {
        TicketState.Pending => clocks.Resumed(now),
        TicketState.Resolved => clocks.Reopened(now),
        _ => clocks,
    };

    /// <summary>D25: the ticket's clocks go by the policies in force from here on; what they had broken by the old ones stays broken.</summary>
    /// <returns>False where they do already, and where this node has not read the newest ones yet: another will see to it.</returns>
    public bool Renew(Ticket ticket, PolicySet set, DateTimeOffset now)
    {
        if (ticket.SlaVersion >= set.Sla.Version) return false;
        thresholds.CatchStored(ticket, set, now);
        Keep(ticket, Anew(ticket, set.Sla).Recomputed(facts => facts, set.Sla, now), PolicyChanged, set, now);
        return true;
    }

    /// <summary>The stored clocks beside due times by other policies. An acknowledgment that a reclassification began keeps its beginning.</summary>
    internal static Clocks Anew(Ticket ticket, SlaPolicies policies)
    {
        IReadOnlyList<ClockValue> values = [.. ticket.Clocks.Select(c => c.Value)];
        return ticket.ClockOf(Target.Acknowledgment) is { MissedByReclassification: true }
            ? Clocks.Of(values, Facts(ticket), policies)
            : new Clocks(DueTimes.Of(Facts(ticket), policies), values, []);
    }

    private void Catch(Ticket ticket, PolicySet set, DateTimeOffset before, DateTimeOffset now)
    {
        if (!Renew(ticket, set, now) && ticket.SlaVersion == set.Sla.Version) thresholds.Catch(ticket, set, before, now);
    }

    private void Keep(Ticket ticket, Clocks clocks, string reason, PolicySet set, DateTimeOffset now)
    {
        ticket.SlaVersion = set.Sla.Version;
        var before = ticket.Clocks.Select(c => c.Value).ToHashSet();
        if (!before.SetEquals(clocks.Values))
        {
            tickets.Record(ticket, new ClocksSet(clocks.Values, reason), now);
            // D25: what a reclassification put in the past is told of as a breach is.
            if (clocks.Values.Any(v => v is { State: ClockState.Missed, MissedByReclassification: true } && !before.Contains(v))) thresholds.Tell(ticket, now);
        }

        Thresholds.Plan(ticket, clocks, now);
    }
}
