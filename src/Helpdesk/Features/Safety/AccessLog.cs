using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Npgsql;

namespace Helpdesk.Features.Safety;

/// <summary>Who has met a restricted ticket or parked mail, and by which door (D34, D31). Written before anything is shown.</summary>
public sealed class AccessLog(NpgsqlDataSource database, Caller caller)
{
    public Task Write(Guid ticket, string door, DateTimeOffset now, CancellationToken cancel) => Keep(caller.Viewer, [ticket], mail: null, door, now, cancel);

    /// <inheritdoc cref="Write(Guid, string, DateTimeOffset, CancellationToken)"/>
    /// <param name="viewer">Who meets it, when that is not the caller: the person of a signed address.</param>
    public Task Write(Viewer viewer, Guid ticket, string door, DateTimeOffset now, CancellationToken cancel) => Keep(viewer, [ticket], mail: null, door, now, cancel);

    /// <param name="door">Where they were met: <c>page</c>, <c>list</c>, <c>api</c>, <c>file</c>.</param>
    public Task Note(IReadOnlyCollection<Guid> tickets, Viewer viewer, string door, DateTimeOffset now, CancellationToken cancel) =>
        tickets.Count == 0 ? Task.CompletedTask : Keep(viewer, [.. tickets.Select(t => (Guid?)t)], mail: null, door, now, cancel);

    public Task WriteParkedMail(Guid mail, string door, DateTimeOffset now, CancellationToken cancel) => Keep(caller.Viewer, [null], mail, door, now, cancel);

    /// <summary>The kept red-team cases belong to no ticket and are as protected as one.</summary>
    public Task WriteRedTeam(DateTimeOffset now, CancellationToken cancel) => Keep(caller.Viewer, [null], mail: null, "red_team", now, cancel);

    private async Task Keep(Viewer viewer, Guid?[] tickets, Guid? mail, string door, DateTimeOffset now, CancellationToken cancel)
    {
        await using var insert = database.CreateCommand("""
            insert into access_log (id, ticket_id, mail_id, person_id, actor, at, door)
            select row_id, ticket_id, $3, $4, $5, $6, $7 from unnest($1, $2) as met (row_id, ticket_id)
            """);
        insert.Parameters.AddWithValue(tickets.Select(_ => Guid.CreateVersion7(now)).ToArray());
        insert.Parameters.AddWithValue(tickets);
        insert.Parameters.Add(new NpgsqlParameter { Value = (object?)mail ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        insert.Parameters.Add(new NpgsqlParameter { Value = (object?)viewer.PersonId ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid });
        insert.Parameters.AddWithValue($"{Words.Slug(viewer.Kind)}:{viewer.Name}");
        insert.Parameters.AddWithValue(now.UtcDateTime);
        insert.Parameters.AddWithValue(door);
        await insert.ExecuteNonQueryAsync(cancel);
    }
}
