using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>Sets a ticket's clocks after whatever moves them and writes one event with the new values (D24, D25).</summary>
public sealed class Clockwork(Tickets tickets)
{
    /// <summary>From the ticket as it stands now: plan, category, tier, pauses, state.</summary>
    public void Recompute(Ticket ticket, PolicySet set, string reason, DateTimeOffset now)
    {
        var acknowledgmentFrom = AcknowledgmentFrom(ticket, set, reason, now);
        var due = DueTimes.Of(Facts(ticket) with { AcknowledgmentFrom = acknowledgmentFrom ?? ticket.AcknowledgmentFrom }, set.Sla);
        var values = due.All.Select(d => ClockFold.Value(ticket, d, reason == "reclassified", now)).OfType<ClockValue>();
        Set(ticket, [.. values], reason, acknowledgmentFrom, now);
    }

    /// <summary>A public reply or call counts from the instant of the click (D24).</summary>
    public void Answered(Ticket ticket, DateTimeOffset clickedAt, bool acknowledges, DateTimeOffset now) => Set(
        ticket,
        [.. ticket.Clocks.Select(c => c.Value).Select(v => v.Target == Target.FirstResponse || (acknowledges && v.Target == Target.Acknowledgment) ? ClockFold.Stopped(v, clickedAt) : v)],
        "answered", null, now);

    /// <summary>The reply that stopped the first response did not arrive: it runs again, unless another one stands (D24).</summary>
    /// <param name="standing">The click of the earliest reply that still counts.</param>
    public void TakenBack(Ticket ticket, DateTimeOffset? standing, PolicySet set, DateTimeOffset now)
    {
        var due = DueTimes.Of(Facts(ticket), set.Sla).FirstResponse;
        var values = ticket.Clocks.Select(c => c.Value).Select(v => v.Target != Target.FirstResponse || v.State == ClockState.NotNeeded ? v : ClockFold.Restarted(v, due, standing));
        Set(ticket, [.. values], "taken_back", null, now);
    }

    /// <summary>All that the due times depend on, as the ticket stands.</summary>
    public static SlaFacts Facts(Ticket ticket) => new(ticket.Plan, Taxonomy.Get(ticket.Subcategory), ticket.SupportTier, ticket.ArrivedAt)
    {
        Pauses = [.. ticket.Pauses.Where(p => p.To != p.From).OrderBy(p => p.From).Select(p => new Pause(p.From, p.To))],
        Incidents = ticket.IncidentDue is { } due ? [new IncidentTarget(ticket.IncidentPolicy!, ticket.IncidentSince!.Value, due)] : [],
        AcknowledgmentFrom = ticket.AcknowledgmentFrom,
    };

    /// <summary>D25: an acknowledgment that a reclassification would put in the past runs one hour from the reclassification.</summary>
    private static DateTimeOffset? AcknowledgmentFrom(Ticket ticket, PolicySet set, string reason, DateTimeOffset now)
    {
        if (reason != "reclassified" || ticket.ClockOf(Target.Acknowledgment) is not null) return null;
        return DueTimes.Of(Facts(ticket), set.Sla).Acknowledgment.Due < now ? now : null;
    }

    private void Set(Ticket ticket, IReadOnlyList<ClockValue> values, string reason, DateTimeOffset? acknowledgmentFrom, DateTimeOffset now)
    {
        var old = ticket.Clocks.Select(c => c.Value).ToHashSet();
        if (old.SetEquals(values)) return;
        tickets.Record(ticket, new ClocksSet(values, reason, acknowledgmentFrom), now);
    }
}
