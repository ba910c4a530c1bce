using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A reply cannot go stale (D33a): what changed on the thread, in state, restriction or plan since it was begun stops it.</summary>
public sealed class Freshness(HelpdeskDb db, Caller caller)
{
    private static readonly Dictionary<string, string> Matters = new(StringComparer.Ordinal)
    {
        ["message_received"] = "The customer has written again",
        ["reply_queued"] = "Somebody else has answered",
        ["state_changed"] = "The state was changed",
        ["restricted"] = "The ticket was restricted",
        ["unrestricted"] = "The restriction was lifted",
        ["restriction_lifted"] = "The restriction was lifted",
        ["call_logged"] = "A call was logged",
        ["plan_changed"] = "The plan was changed",
        ["marked_not_for_support"] = "The ticket was marked as not for support",
    };

    /// <exception cref="Stale">Says what has changed; the draft is kept by the caller.</exception>
    public async Task Check(Ticket ticket, int basedOn, CancellationToken cancel)
    {
        if (basedOn >= ticket.Version) return;
        var types = Matters.Keys.ToArray();
        var changed = await db.Set<EventRow>()
            .Where(e => e.TicketId == ticket.Id && e.Version > basedOn && types.Contains(e.Type) && (e.ActorId == null || e.ActorId != caller.Viewer.PersonId))
            .OrderBy(e => e.Version).Select(e => new { e.Type, e.Data }).ToListAsync(cancel);
        // That a colleague took it and it is open since is no other fact to the customer.
        var sentences = changed.Where(e => EventJson.Read(e.Data) is not StateChanged { Reason: StateChanged.FirstStaffAct }).Select(e => Matters[e.Type]).Distinct(StringComparer.Ordinal).ToList();
        if (sentences.Count == 0) return;
        throw new Stale($"{string.Join("; ", sentences)}. Nothing was sent and your text is kept: read what is new, then send again.");
    }
}
