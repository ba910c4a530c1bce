using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The same request twice is one ticket: kept in the transaction that creates it.</summary>
public sealed class Idempotency(HelpdeskDb db)
{
    /// <exception cref="Refused">The key was used for another request.</exception>
    public async Task<IdempotencyRow?> Find(string scope, string key, string request, CancellationToken cancel)
    {
        var row = await db.Set<IdempotencyRow>().AsNoTracking().SingleOrDefaultAsync(r => r.Scope == scope && r.Key == key, cancel);
        if (row is not null && row.Request != request) throw new Refused("This Idempotency-Key was used for another request.");
        return row;
    }

    public void Keep(string scope, string key, string request, Ticket ticket, DateTimeOffset now) =>
        db.Add(new IdempotencyRow { Scope = scope, Key = key, Request = request, TicketId = ticket.Id, Number = ticket.Number, At = now });
}
