using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The ticket whose topic somebody has to say next (D6): of those that this person may meet, the one due first; with the words that
/// led to the model's suggestions. Two statements in one round trip.
/// </summary>
public static class NextToTriage
{
    private static readonly InboxView View = InboxView.All.Single(v => v.Key == "triage");

    /// <param name="After">The cursor of a ticket that was skipped: the next behind it, or the first again when there is none.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Query(string? After) : IQuery<Answer>;

    /// <param name="Ticket">Null when nothing is left.</param>
    /// <param name="Counts">By view; "triage" says how many are left.</param>
    public sealed record Answer(Undecided? Ticket, IReadOnlyDictionary<string, int> Counts, DateTimeOffset At);

    /// <param name="Skip">The cursor that leads behind this ticket.</param>
    public sealed record Undecided(
        TicketRow Row, int Version, DateTimeOffset ArrivedAt, string Text, IReadOnlyList<SuggestionView> Suggestions, IReadOnlyList<EvidenceSpan> Evidence,
        string Model, string Skip)
    {
        /// <summary>The words of a span, for the question "because of these words?".</summary>
        public string WordsOf(EvidenceSpan span)
        {
            var text = span.Field == "subject" ? Row.Subject : Text;
            return span.Start < span.End && span.End <= text.Length ? text[span.Start..span.End] : "";
        }
    }

    internal sealed class Handler(NpgsqlDataSource database, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var cursor = TicketRow.ReadCursor(query.After);
            var (ticket, counts) = await Read(cursor, now, cancellationToken);
            // Behind the last one skipped the first comes again.
            if (ticket is null && cursor is not null) (ticket, counts) = await Read(null, now, cancellationToken);
            // D34: every view of a restricted ticket is logged, before it is shown.
            if (ticket is { Row.Restricted: true }) await accessLog.Write(ticket.Row.Id, "triage", now, cancellationToken);
            return new Answer(ticket, counts, now);
        }

        private async Task<(Undecided? Ticket, IReadOnlyDictionary<string, int> Counts)> Read((DateTime Time, Guid Id)? cursor, DateTimeOffset now, CancellationToken cancel)
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var batch = new NpgsqlBatch(connection);
            var first = new NpgsqlBatchCommand(Sql(cursor is null ? "true" : View.After));
            ViewCounts.Parameters(first.Parameters, caller.Viewer, now);
            if (cursor is { } behind)
            {
                first.Parameters.AddWithValue("after_time", behind.Time);
                first.Parameters.AddWithValue("after_id", behind.Id);
            }

            batch.BatchCommands.Add(first);
            batch.BatchCommands.Add(ViewCounts.Command(caller.Viewer, now));
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            var ticket = await reader.ReadAsync(cancel) ? Undecided(reader) : null;
            await reader.NextResultAsync(cancel);
            return (ticket, await ViewCounts.Read(reader, caller.Viewer, cancel));
        }

        private static string Sql(string after) => $"""
            select {TicketRow.Columns}, t.version, t.arrived_at, m.text, c.suggestions::text, c.evidence::text, c.model
            from {TicketRow.From}
                cross join lateral (select m.text from message m where m.ticket_id = t.id order by m.at, m.id limit 1) m
                left join lateral (select * from classification c where c.ticket_id = t.id and c.decided_by <> 'person' order by c.at desc limit 1) c on true
            where {Visibility.Sql} and {View.Where} and {after}
            order by {View.Order} limit 1
            """;

        private static Undecided Undecided(NpgsqlDataReader reader)
        {
            const int Columns = 24;
            var row = TicketRow.Read(reader);
            return new Undecided(
                row, reader.GetInt32(Columns), new DateTimeOffset(reader.GetDateTime(Columns + 1), TimeSpan.Zero), reader.GetString(Columns + 2),
                Json<SuggestionView>(reader, Columns + 3), Json<EvidenceSpan>(reader, Columns + 4),
                reader.IsDBNull(Columns + 5) ? "" : reader.GetString(Columns + 5), row.Cursor(View));
        }

        private static IReadOnlyList<T> Json<T>(NpgsqlDataReader reader, int at) =>
            reader.IsDBNull(at) ? [] : JsonSerializer.Deserialize<List<T>>(reader.GetString(at), JsonSerializerOptions.Web) ?? [];
    }
}
