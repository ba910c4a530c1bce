using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>An account's plan sets the clocks of its open tickets, from their arrival and with their pauses kept (D25).</summary>
public sealed class PlanChanges(HelpdeskDb db, Tickets tickets, Clockwork clockwork, Policies policies, Caller caller)
{
    public async Task Follow(Account account, DateTimeOffset now, CancellationToken cancel)
    {
        var linked = db.Set<Requester>().Where(r => r.AccountId == account.Id).Select(r => r.Id);
        var behind = await db.Set<Ticket>()
            .Where(t => t.State != TicketState.Resolved && t.State != TicketState.Closed && t.Plan != account.Plan)
            .Where(t => t.AccountId == account.Id || (t.AccountId == null && linked.Contains(t.RequesterId)))
            .OrderBy(t => t.Id).Select(t => t.Id).ToListAsync(cancel);
        if (behind.Count == 0) return;

        // D34: the sender need not meet a ticket for its clocks to be right; nothing of it comes back.
        var sender = caller.Viewer;
        caller.Viewer = Viewer.System with { Kind = sender.Kind, Name = sender.Name };
        try
        {
            var set = await policies.Current(cancel);
            foreach (var id in behind)
            {
                var ticket = await tickets.ForChange(id, now, cancel);
                if (!ticket.Active || ticket.Plan == account.Plan) continue;
                tickets.Record(ticket, new PlanChanged(account.Plan), now);
                clockwork.Recompute(ticket, set, "plan_changed", now);
            }
        }
        finally
        {
            caller.Viewer = sender;
        }
    }
}
