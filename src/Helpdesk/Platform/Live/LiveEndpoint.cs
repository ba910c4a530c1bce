using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Platform.Live;

/// <summary>
/// The event stream of one browser (DESIGN, Live): which tickets have changed, ids only, and only those that the viewer may see
/// (D34). It ends after a minute, so that a change of role reaches it; the browser comes back by itself.
/// A node that stops ends its streams first, or each would hold up the stop for half a minute.
/// </summary>
internal static class LiveEndpoint
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    public static void MapLive(this WebApplication app) => app.MapGet("/live", Handle)
        .WithMetadata(new RequiresAttribute(Permission.ReadTickets)).RequireAuthorization();

    private static IResult Handle(LiveHub hub, Caller caller, NpgsqlDataSource database, TimeProvider time, IHostApplicationLifetime node, CancellationToken cancel) =>
        !caller.Viewer.May(Permission.ReadTickets) ? Results.StatusCode(StatusCodes.Status403Forbidden)
        : hub.Connected ? TypedResults.ServerSentEvents(Stream(hub, caller.Viewer, database, time, node.ApplicationStopping, cancel))
        : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private static async IAsyncEnumerable<SseItem<string>> Stream(
        LiveHub hub, Viewer viewer, NpgsqlDataSource database, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (reader, end) = hub.Subscribe();
        using var _ = end;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping);
        limit.CancelAfter(Longest);
        yield return new SseItem<string>("{}", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
        while (!limit.IsCancellationRequested && hub.Connected)
        {
            if (!await Waited(reader, limit.Token))
            {
                if (!limit.IsCancellationRequested) yield return new SseItem<string>("{}", "beat");
                continue;
            }

            var told = false;
            while (reader.TryRead(out var change))
            {
                if (change.Hidden && !await Meets(database, viewer, change.Id, time.Instant(), limit.Token)) continue;
                told = true;
                yield return new SseItem<string>($$"""{"number":"{{change.Number}}","version":{{change.Version}}}""", "ticket");
            }

            // D34: counting again for nothing visible would tell that something hidden has changed.
            if (told) yield return new SseItem<string>("{}", "counts");
        }
    }

    /// <summary>False when nothing came within a beat.</summary>
    private static async Task<bool> Waited(System.Threading.Channels.ChannelReader<TicketChanged> reader, CancellationToken cancel)
    {
        try
        {
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            beat.CancelAfter(Beat);
            return await reader.WaitToReadAsync(beat.Token);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> Meets(NpgsqlDataSource database, Viewer viewer, Guid ticket, DateTimeOffset now, CancellationToken cancel)
    {
        await using var ask = database.CreateCommand($"select exists (select 1 from ticket t where t.id = @id and {Visibility.Sql})");
        ask.Parameters.AddWithValue("id", ticket);
        Visibility.Parameters(ask.Parameters, viewer, now);
        return await ask.ExecuteScalarAsync(cancel) is true;
    }
}
