using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The ticket page's read: six statements in one round trip, SQL by hand. Whoever may not meet a restricted ticket gets
/// <see cref="Answer.Stub"/>: the number exists, and nothing else (D34).
/// </summary>
public static class ShowTicket
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number) : IQuery<Answer>;

    /// <param name="View">Null for the stub.</param>
    public sealed record Answer(TicketView? View)
    {
        public static Answer Stub { get; } = new((TicketView?)null);
    }

    internal sealed class Handler(NpgsqlDataSource database, Caller caller, Policies policies, AccessLog accessLog, TimeProvider time) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var number = TicketNumber.Normalise(query.Number) ?? throw new NotFound();
            var set = await policies.Current(cancellationToken);
            var view = await Read(number, set, now, cancellationToken);
            if (view is null) return await Exists(number, cancellationToken) ? Answer.Stub : throw new NotFound();
            // D34: every view of a restricted ticket is logged, before it is shown.
            if (view.Head.Restricted) await accessLog.Write(view.Head.Id, "page", now, cancellationToken);
            return new Answer(view);
        }

        private async Task<TicketView?> Read(string number, PolicySet set, DateTimeOffset now, CancellationToken cancel)
        {
            await using var connection = await database.OpenConnectionAsync(cancel);
            await using var batch = new NpgsqlBatch(connection);
            foreach (var sql in new[] { ShowSql.Head, ShowSql.Thread, ShowSql.Timeline, ShowSql.Triage, ShowSql.Composer })
            {
                var command = new NpgsqlBatchCommand(sql);
                Visibility.Parameters(command.Parameters, caller.Viewer, now);
                command.Parameters.AddWithValue("number", number);
                batch.BatchCommands.Add(command);
            }

            batch.BatchCommands.Add(ViewCounts.Command(caller.Viewer, now));
            await using var reader = await batch.ExecuteReaderAsync(cancel);
            if (!await reader.ReadAsync(cancel)) return null;
            var read = new ShowReader(reader);
            var (head, facts, clocks) = read.Head();
            await reader.NextResultAsync(cancel);
            var thread = await read.Thread(cancel);
            await reader.NextResultAsync(cancel);
            var timeline = await read.Timeline(cancel);
            await reader.NextResultAsync(cancel);
            var triage = await read.Triage(cancel);
            await reader.NextResultAsync(cancel);
            var composer = await read.Composer(cancel);
            await reader.NextResultAsync(cancel);
            var counts = await ViewCounts.Read(reader, caller.Viewer, cancel);
            return new TicketView(head, thread, timeline, triage, composer, counts, Clocks.Of(clocks, facts, set.Sla), now);
        }

        private async Task<bool> Exists(string number, CancellationToken cancel)
        {
            await using var ask = database.CreateCommand("select exists (select 1 from ticket where number = $1)");
            ask.Parameters.AddWithValue(number);
            return await ask.ExecuteScalarAsync(cancel) is true;
        }
    }
}
