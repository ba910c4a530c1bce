using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Live;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Tells a screen on the wall that figures may have changed, and of no ticket which. Each beat looks whether the link still opens
/// something; once it does not the stream ends and does not come back.
/// </summary>
internal static class WallStream
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(5);

    public static void MapWallStream(this WebApplication app) => app.MapGet("/board/{token}/live", Handle).WithMetadata(new RequiresAttribute(Permission.Public));

    private static async Task<IResult> Handle(string token, LiveHub hub, BoardLinks links, IServiceProvider services, IHostApplicationLifetime node, CancellationToken cancel)
    {
        await links.Behind(token, cancel);
        return hub.Connected ? TypedResults.ServerSentEvents(Stream(token, hub, services.GetRequiredService<IServiceScopeFactory>(), node.ApplicationStopping, cancel))
            : Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
    }

    private static async IAsyncEnumerable<SseItem<string>> Stream(
        string token, LiveHub hub, IServiceScopeFactory scopes, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancel)
    {
        var (reader, end) = hub.Subscribe();
        using var _ = end;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping);
        limit.CancelAfter(Longest);
        yield return new SseItem<string>("{}", "hello") { ReconnectionInterval = TimeSpan.FromSeconds(1) };
        while (!limit.IsCancellationRequested && hub.Connected && await Opens(token, scopes, limit.Token))
        {
            var told = false;
            using var beat = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
            beat.CancelAfter(Beat);
            await foreach (var change in Heard(reader, beat.Token))
            {
                // D34: counting again for what is hidden would tell that it has changed.
                if (change.Hidden) continue;
                told = true;
                break;
            }

            if (!limit.IsCancellationRequested) yield return told ? new SseItem<string>("""{"number":"","version":0}""", "ticket") : new SseItem<string>("{}", "beat");
        }
    }

    private static async IAsyncEnumerable<TicketChanged> Heard(System.Threading.Channels.ChannelReader<TicketChanged> reader, [EnumeratorCancellation] CancellationToken beat)
    {
        while (await Waited(reader, beat))
            while (reader.TryRead(out var change)) yield return change;
    }

    private static async Task<bool> Waited(System.Threading.Channels.ChannelReader<TicketChanged> reader, CancellationToken beat)
    {
        try
        {
            return await reader.WaitToReadAsync(beat);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<bool> Opens(string token, IServiceScopeFactory scopes, CancellationToken cancel)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await scope.ServiceProvider.GetRequiredService<BoardLinks>().Behind(token, cancel);
            return true;
        }
        catch (Exception gone) when (gone is NotFound or OperationCanceledException)
        {
            return false;
        }
    }
}
