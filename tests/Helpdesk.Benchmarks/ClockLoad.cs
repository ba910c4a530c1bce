using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>Tickets whose clocks fall due when a benchmark wants them to, written by COPY with everything that the product writes.</summary>
internal static class ClockLoad
{
    private const string Subject = "The voice is too quiet";
    private const string Text = "The voice in our story is too quiet on the kitchen speaker since this morning. We tried another story and it is the same.";

    public static async Task Write(IServiceProvider services, IEnumerable<BulkTicket> tickets)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BulkTickets>().Write(tickets, _ => { }, CancellationToken.None);
    }

    /// <param name="until">What has fallen due by then is recorded as if a node had run.</param>
    public static BulkTicket Ticket(int i, Plan plan, DateTimeOffset arrived, DateTimeOffset until) => new(
        new Arrival(Channel.Form, $"clock{i}.{arrived.UtcTicks}@example.net", "Ada Brook", Subject, Text), plan,
        new DateTimeOffset(arrived.UtcTicks - arrived.UtcTicks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero), ClaimedBy: null, TimeSpan.Zero, ResolvedAt: null, Closed: false, until);

    public static async Task<IReadOnlyList<T>> Rows<T>(string connection, string sql, Func<NpgsqlDataReader, T> read, params object[] values)
    {
        await using var database = NpgsqlDataSource.Create(connection);
        await using var select = database.CreateCommand(sql);
        select.CommandTimeout = 300;
        foreach (var value in values) select.Parameters.AddWithValue(value);
        await using var reader = await select.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
