using System.Globalization;
using System.Text;
using Npgsql;

namespace Helpdesk.Platform.Live;

/// <summary>
/// Tells every node which tickets have changed. NOTIFY serialises commits, so it is not sent inside transactions: a node gathers
/// what it has committed and sends it once per 100 ms (DESIGN, Live). A node that dies in between loses only the hint: pages that
/// hear nothing poll, and a reconnecting page refetches.
/// </summary>
public sealed class LiveTail(NpgsqlDataSource database, ILogger<LiveTail> log) : BackgroundService
{
    public const string Channel = "ticket_changed";
    private const int LargestPayload = 7_500;

    private readonly Lock _gate = new();
    private Dictionary<Guid, string> _changed = [];

    /// <param name="shut">It became restricted by this very change (D34): those who had met it hear that once, so that their pages let go.</param>
    public void Changed(Guid id, string number, int version, bool restricted, bool shut)
    {
        lock (_gate)
        {
            var mark = !restricted ? 'o' : shut || _changed.GetValueOrDefault(id)?[^1] == 's' ? 's' : 'r';
            _changed[id] = string.Create(CultureInfo.InvariantCulture, $"{id:N} {number} {version} {mark}");
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Dictionary<Guid, string> changed;
            lock (_gate)
            {
                if (_changed.Count == 0) continue;
                (changed, _changed) = (_changed, []);
            }

            try
            {
                foreach (var payload in Payloads(changed.Values)) await Send(payload, stoppingToken);
            }
            // Whatever a broken connection throws: a lost hint must not end the node.
            catch (Exception problem) when (!stoppingToken.IsCancellationRequested)
            {
                log.LogWarning("Live updates of {Count} tickets were not sent ({Problem:l}); pages will poll.", changed.Count, problem.GetType().Name);
            }
        }
    }

    private async Task Send(string payload, CancellationToken cancel)
    {
        await using var notify = database.CreateCommand("select pg_notify($1, $2)");
        notify.Parameters.AddWithValue(Channel);
        notify.Parameters.AddWithValue(payload);
        await notify.ExecuteNonQueryAsync(cancel);
    }

    private static IEnumerable<string> Payloads(IEnumerable<string> lines)
    {
        var payload = new StringBuilder();
        foreach (var line in lines)
        {
            if (payload.Length + line.Length > LargestPayload)
            {
                yield return payload.ToString();
                payload.Clear();
            }

            payload.Append(line).Append('\n');
        }

        if (payload.Length > 0) yield return payload.ToString();
    }
}
