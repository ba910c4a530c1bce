using Helpdesk.Domain.Access;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Notes who has met restricted tickets, and by which door (D34).</summary>
public sealed class AccessLog(HelpdeskDb db)
{
    /// <param name="door">Where it was met: <c>page</c>, <c>list</c>, <c>api</c>, <c>file</c>.</param>
    public async Task Note(IReadOnlyCollection<Guid> tickets, Viewer viewer, string door, DateTimeOffset now, CancellationToken cancel)
    {
        if (tickets.Count == 0) return;
        var (ids, rows) = (tickets.ToArray(), tickets.Select(_ => Guid.CreateVersion7(now)).ToArray());
        await db.Database.ExecuteSqlAsync($"""
            insert into access_log (id, ticket_id, person_id, actor, at, door)
            select row_id, ticket_id, {viewer.PersonId}, {viewer.Name}, {now}, {door} from unnest({rows}, {ids}) as met (row_id, ticket_id)
            """, cancel);
    }
}
