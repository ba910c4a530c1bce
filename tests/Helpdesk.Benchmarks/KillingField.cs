using System.Collections.Concurrent;
using System.Diagnostics;

namespace Helpdesk.Benchmarks;

// What this file does: keeps two refund nodes alive, each with a step at which it is struck with signal 9, and replaces the dead at
// once by one that stood ready. What it does not do: know what a refund is; the bench looks whether a webhook was first.

/// <summary>Two refund nodes that die where they are told to.</summary>
/// <param name="kills">After so many nobody dies any more.</param>
/// <param name="recorded">Waits until the webhook's result of a key is recorded; false when it never is.</param>
/// <param name="arm">Arms a fault of the sandbox.</param>
/// <param name="struck">After each kill.</param>
internal sealed class KillingField(string connection, string sandbox, int kills, Func<string, Task<bool>> recorded, Func<string, Task> arm, Func<Task> struck) : IAsyncDisposable
{
    private const int Nodes = 2;
    private const int StandReady = 8;
    private readonly ConcurrentQueue<Process> _ready = [];
    private readonly ConcurrentDictionary<Process, string?> _living = [];
    private readonly ConcurrentDictionary<string, (Process Node, string Step)> _calling = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _over = new();
    private readonly Lock _choice = new();
    private Task[] _work = [];
    private int _turn;
    private int _kills;

    public int Kills => _kills;

    /// <summary>How often each step was struck.</summary>
    public ConcurrentDictionary<string, int> Hits { get; } = new(StringComparer.Ordinal);

    public async Task Begin()
    {
        _work = [Fill(), Fill()];
        for (var i = 0; i < Nodes; i++) await Replace();
    }

    /// <summary>Stripe's own word, at each moment of a write.</summary>
    public async Task Told(string moment, string? key)
    {
        if (key is null || !_calling.TryGetValue(key, out var struckAt)) return;
        if (moment == (struckAt.Step == Step.BeforeAnswer ? "done" : "told") && _calling.TryRemove(key, out _))
            await Kill(struckAt.Node, struckAt.Step == Step.WebhookFirst && !await recorded(key) ? Step.BeforeAnswer : struckAt.Step);
    }

    private async Task Replace()
    {
        Process? process;
        while (!_ready.TryDequeue(out process)) await Task.Delay(20);
        var fate = Fate(process);
        _ = Follow(process);
        await process.StandardInput.WriteLineAsync(fate);
        await process.StandardInput.FlushAsync();
    }

    /// <summary>The step that was struck least, counting those who go there already.</summary>
    private string Fate(Process process)
    {
        lock (_choice)
        {
            var step = _kills >= kills ? null : Step.All.MinBy(s => Hits.GetValueOrDefault(s) + _living.Values.Count(l => l == s));
            _living[process] = step;
            return $"{step ?? "none"} {_turn++ % 2}";
        }
    }

    private async Task Follow(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            switch (line.Split(' '))
            {
                case ["dies", var step]:
                    await Kill(process, step);
                    return;
                case ["calls", var step, var key]:
                    _calling[key] = (process, step);
                    if (step == Step.WebhookFirst) await arm("stripe_webhook_first");
                    break;
                case ["missed", _, var key]:
                    _calling.TryRemove(key, out _);
                    break;
            }

            await process.StandardInput.WriteLineAsync("heard");
            await process.StandardInput.FlushAsync();
        }
    }

    private async Task Kill(Process process, string step)
    {
        if (!_living.TryRemove(process, out _)) return;
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
        Interlocked.Increment(ref _kills);
        Hits.AddOrUpdate(step, 1, (_, hits) => hits + 1);
        _ = After();
    }

    /// <summary>Apart from the one who killed: Stripe's answer does not wait for a new node.</summary>
    private async Task After()
    {
        await struck();
        await Replace();
    }

    private async Task Fill()
    {
        while (!_over.IsCancellationRequested)
        {
            if (_ready.Count < StandReady && _kills < kills + Nodes) _ready.Enqueue(await RefundNode.Start(connection, sandbox));
            else await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        await Task.WhenAll(_work);
        foreach (var process in _living.Keys.Concat(_ready))
        {
            process.Kill();
            process.Dispose();
        }
    }
}
