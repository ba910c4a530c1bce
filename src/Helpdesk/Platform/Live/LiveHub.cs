using System.Collections.Concurrent;
using System.Threading.Channels;
using Npgsql;

namespace Helpdesk.Platform.Live;

/// <summary>A ticket has changed: what a node hears and passes to those who may see it.</summary>
/// <param name="Hidden">Restricted, and not only since this change.</param>
public sealed record TicketChanged(Guid Id, string Number, int Version, bool Hidden);

/// <summary>One LISTEN connection a node; a bounded channel a subscriber.</summary>
public sealed class LiveHub(NpgsqlDataSource database, ILogger<LiveHub> log) : BackgroundService
{
    private readonly ConcurrentDictionary<Guid, ChannelWriter<TicketChanged>> _subscribers = new();

    /// <summary>False while the LISTEN connection is down: pages say so and poll.</summary>
    public bool Connected { get; private set; }

    /// <summary>How many browsers listen at this node.</summary>
    public int Streams => _subscribers.Count;

    /// <summary>A subscriber that does not keep up loses the oldest hints; it refetches anyway.</summary>
    public (ChannelReader<TicketChanged> Reader, IDisposable End) Subscribe()
    {
        var id = Guid.CreateVersion7();
        var channel = Channel.CreateBounded<TicketChanged>(new BoundedChannelOptions(256) { FullMode = BoundedChannelFullMode.DropOldest });
        _subscribers[id] = channel.Writer;
        return (channel.Reader, new Ended(() => _subscribers.TryRemove(id, out _)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await Listen(stoppingToken);
            }
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                Connected = false;
                log.LogWarning("Not listening for live updates: {Problem:l}", problem.GetType().Name);
                await Task.Delay(TimeSpan.FromSeconds(1), stoppingToken);
            }
        }
    }

    private async Task Listen(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        connection.Notification += (_, notice) => Tell(notice.Payload);
        await using (var listen = new NpgsqlCommand("listen " + LiveTail.Channel, connection)) await listen.ExecuteNonQueryAsync(cancel);
        Connected = true;
        while (true) await connection.WaitAsync(cancel);
    }

    private void Tell(string payload)
    {
        foreach (var line in payload.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var words = line.Split(' ');
            var change = new TicketChanged(Guid.Parse(words[0]), words[1], int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture), words[3] == "r");
            foreach (var subscriber in _subscribers.Values) subscriber.TryWrite(change);
        }
    }

    private sealed class Ended(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
