using System.Collections.Concurrent;
using System.Diagnostics;

namespace Helpdesk.Benchmarks;

/// <summary>Two refund nodes, killed together with signal 9 and replaced at once by two that stood ready.</summary>
internal sealed class KillingField(string connection, string sandbox) : IAsyncDisposable
{
    private const int Nodes = 2;
    private readonly ConcurrentQueue<Process> _ready = [];
    private readonly List<Process> _living = [];
    private readonly SemaphoreSlim _one = new(1);
    private readonly CancellationTokenSource _over = new();
    private Task _filling = Task.CompletedTask;

    public int Kills { get; private set; }

    /// <summary>How often each moment was struck.</summary>
    public ConcurrentDictionary<string, int> Hits { get; } = new(StringComparer.Ordinal);

    public async Task Begin()
    {
        _filling = Task.Run(Fill);
        await Replace();
    }

    /// <summary>Both nodes die now; what they were doing stays undone.</summary>
    public async Task Strike(string moment)
    {
        await _one.WaitAsync();
        try
        {
            foreach (var process in _living) process.Kill(); // SIGKILL
            Kills += _living.Count;
            Hits.AddOrUpdate(moment, 1, (_, hits) => hits + 1);
            foreach (var process in _living) process.Dispose();
            _living.Clear();
        }
        finally
        {
            _one.Release();
        }

        await Replace();
    }

    private async Task Replace()
    {
        while (_living.Count < Nodes)
        {
            if (!_ready.TryDequeue(out var process))
            {
                await Task.Delay(20);
                continue;
            }

            await process.StandardInput.WriteLineAsync("go");
            await process.StandardInput.FlushAsync();
            _living.Add(process);
        }
    }

    private async Task Fill()
    {
        while (!_over.IsCancellationRequested)
        {
            if (_ready.Count < Nodes * 2) _ready.Enqueue(await RefundNode.Start(connection, sandbox));
            else await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await _filling;
        foreach (var process in _living.Concat(_ready))
        {
            process.Kill();
            process.Dispose();
        }
    }
}
