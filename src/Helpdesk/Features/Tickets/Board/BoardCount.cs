using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>Counts the board as somebody sees it, in one round trip.</summary>
public sealed class BoardCount(NpgsqlDataSource database, Duties duties, Policies policies, TimeProvider time)
{
    public async Task<ShowBoard.View> Of(Viewer viewer, CancellationToken cancel)
    {
        var now = time.Instant();
        var sql = new BoardSql(viewer, (await policies.Current(cancel)).Sla.Business, now);
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var command in sql.All()) batch.BatchCommands.Add(command);
        var read = new BoardReader(await batch.ExecuteReaderAsync(cancel));
        await using (read)
        {
            var figures = await read.Figures(cancel);
            var (teams, people) = await read.Loads(cancel);
            var breaches = await read.Breaches(cancel);
            var ahead = await read.Ahead(cancel);
            var staff = await duties.OnShift(sql.Own, now, ShowBoard.Hours, cancel) ?? [.. Enumerable.Repeat(Math.Max(1, ahead.Answering), ShowBoard.Hours)];
            return new ShowBoard.View(now, sql.Own, figures, teams, people, breaches, Forecast.Of(ahead.Late, [.. ahead.Hours.Select((h, i) => new HourAhead(h.Tickets, h.Work, staff[i]))]));
        }
    }
}
