using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A page of a view, and the counts of all views: two statements in one round trip, whatever the number of tickets. SQL by hand,
/// because this is the hottest read of all.
/// </summary>
public static class ListTickets
{
    public const int PageSize = 50;

    [Requires(Permission.ReadTickets)]
    public sealed record Query(InboxView View, string? Filter, string? After, int Limit = PageSize) : IQuery<Page>;

    /// <param name="Counts">By view key; exact to 99, 100 stands for more.</param>
    public sealed record Page(IReadOnlyList<TicketRow> Rows, string? Next, IReadOnlyDictionary<string, int> Counts, TicketFilter Filter, DateTimeOffset At);

    internal sealed class Handler(NpgsqlDataSource database, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var filter = TicketFilter.Parse(query.Filter);
            var business = (await policies.Current(cancellationToken)).Sla.Business;
            await using var connection = await database.OpenConnectionAsync(cancellationToken);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(Rows(query, filter, business, now));
            batch.BatchCommands.Add(ViewCounts.Command(caller.Viewer, now));
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);

            var rows = new List<TicketRow>(query.Limit + 1);
            while (await reader.ReadAsync(cancellationToken)) rows.Add(TicketRow.Read(reader));
            await reader.NextResultAsync(cancellationToken);
            var counts = await ViewCounts.Read(reader, caller.Viewer, cancellationToken);

            var more = rows.Count > query.Limit;
            if (more) rows.RemoveAt(query.Limit);
            return new Page(rows, more ? rows[^1].Cursor(query.View) : null, counts, filter, now);
        }

        private NpgsqlBatchCommand Rows(Query query, TicketFilter filter, SupportCalendar business, DateTimeOffset now)
        {
            var command = new NpgsqlBatchCommand();
            ViewCounts.Parameters(command.Parameters, caller.Viewer, now);
            var where = FilterSql.Where(filter, caller.Viewer, business, now, command.Parameters);
            var after = "true";
            if (TicketRow.ReadCursor(query.After) is { } cursor)
            {
                after = query.View.After;
                command.Parameters.AddWithValue("after_time", cursor.Time);
                command.Parameters.AddWithValue("after_id", cursor.Id);
            }

            command.Parameters.AddWithValue("limit", query.Limit + 1);
            command.CommandText = Sql(query.View, where, after);
            return command;
        }
    }

    /// <summary>A test reads its plan: it has to walk an index, whatever the number of tickets.</summary>
    internal static string Sql(InboxView view, string where, string after) => $"""
        select {TicketRow.Columns} from {TicketRow.From}
        where {Visibility.Sql} and {view.Where} and {where} and {after}
        order by {view.Order} limit @limit
        """;
}
