using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Npgsql;

namespace Helpdesk.Features.Safety;

/// <summary>Who has met a restricted ticket, and by which door (D34). Written before anything is shown.</summary>
public sealed class AccessLog(NpgsqlDataSource database, Caller caller)
{
    public async Task Write(Guid ticket, string door, DateTimeOffset now, CancellationToken cancel)
    {
        await using var insert = database.CreateCommand("insert into access_log (id, ticket_id, person_id, actor, at, door) values ($1, $2, $3, $4, $5, $6)");
        insert.Parameters.AddWithValue(Guid.CreateVersion7(now));
        insert.Parameters.AddWithValue(ticket);
        insert.Parameters.AddWithValue((object?)caller.Viewer.PersonId ?? DBNull.Value);
        insert.Parameters.AddWithValue($"{Words.Slug(caller.Viewer.Kind)}:{caller.Viewer.Name}");
        insert.Parameters.AddWithValue(now.UtcDateTime);
        insert.Parameters.AddWithValue(door);
        await insert.ExecuteNonQueryAsync(cancel);
    }
}
