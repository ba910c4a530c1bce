using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Tickets for the API, last changed first. Keyset paging: a ticket that has not changed stands on exactly one page; one that
/// changes meanwhile moves to the front, where the next run begins.
/// </summary>
public static class ApiTicketList
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(TicketFilter Filter, string? After, int Limit) : IQuery<Page>;

    public sealed record Page(IReadOnlyList<Item> Items, string? Next);

    public sealed record Item(
        string Number, string Subject, string State, string Channel, string ArrivedAt, string ChangedAt, ApiPerson Requester, string Plan, string Team, int Level,
        ApiPerson? Assignee, string Priority, string Category, string Subcategory, string? DueAt, bool Restricted);

    internal sealed class Handler(NpgsqlDataSource database, Policies policies, AccessLog access, Caller caller, TimeProvider time) : IRequestHandler<Query, Page>
    {
        private static readonly InboxView ByChange = InboxView.All.Single(v => v.Key == "all");

        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var rows = new List<(TicketRow Row, Item Item)>(query.Limit + 1);
            var business = (await policies.Current(cancellationToken)).Sla.Business;
            await using (var command = Command(query, business, now))
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken)) rows.Add(Read(reader));
            }

            var more = rows.Count > query.Limit;
            if (more) rows.RemoveAt(query.Limit);
            await access.Note([.. rows.Where(r => r.Row.Restricted).Select(r => r.Row.Id)], caller.Viewer, "api", now, cancellationToken);
            return new Page([.. rows.Select(r => r.Item)], more ? rows[^1].Row.Cursor(ByChange) : null);
        }

        private NpgsqlCommand Command(Query query, SupportCalendar business, DateTimeOffset now)
        {
            var command = database.CreateCommand();
            Visibility.Parameters(command.Parameters, caller.Viewer, now);
            var where = FilterSql.Where(query.Filter, caller.Viewer, business, now, command.Parameters);
            var after = "true";
            if (TicketRow.ReadCursor(query.After) is { } cursor)
            {
                after = ByChange.After;
                command.Parameters.AddWithValue("after_time", cursor.Time);
                command.Parameters.AddWithValue("after_id", cursor.Id);
            }

            command.Parameters.AddWithValue("limit", query.Limit + 1);
            command.CommandText = $"""
                select {TicketRow.Columns}, t.arrived_at, p.email,
                    (select min(a.address) from requester_address a where a.requester_id = t.requester_id)
                from {TicketRow.From} where {Visibility.Sql} and {where} and {after} order by {ByChange.Order} limit @limit
                """;
            return command;
        }

        private static (TicketRow Row, Item Item) Read(NpgsqlDataReader reader)
        {
            var row = TicketRow.Read(reader);
            var first = reader.GetOrdinal("arrived_at");
            var arrived = new DateTimeOffset(reader.GetDateTime(first), TimeSpan.Zero);
            var assignee = row.Assignee is null ? null : new ApiPerson(reader.GetString(first + 1), row.Assignee);
            var category = Taxonomy.Get(row.Subcategory).Category;
            return (row, new Item(
                row.Number, row.Subject, Words.Slug(row.State), Words.Slug(row.Channel), ApiBody.Time(arrived), ApiBody.Time(row.ChangedAt),
                new ApiPerson(reader.IsDBNull(first + 2) ? "" : reader.GetString(first + 2), row.Requester), row.Plan.Slug(), Words.Slug(row.Team), row.Level,
                assignee, Words.Slug(row.Priority), category.Slug(), row.Subcategory, ApiBody.Time(row.DueAt), row.Restricted));
        }
    }
}

/// <summary>A requester or a member of staff, as the API names them.</summary>
public sealed record ApiPerson(string Email, string Name);
