using System.Diagnostics;
using System.Net.Http.Json;
using Helpdesk.Sandbox;
using Helpdesk.Sandbox.Stripe;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

// What this file does: a thousand refunds by two nodes that are killed with signal 9 at every step, with lost answers, kept errors,
// duplicate and reordered webhooks (D43); then it compares Stripe's ledger with ours to the minor unit.
// What it does not do: wait out the leases of the dead (it ends them), or use the real clock for anything but its own limit.

/// <summary><c>script/bench crash-refund [REFUNDS]</c>; ends with an error when a single refund is missing, double or wrong.</summary>
internal static class CrashRefundBench
{
    private const int InFlight = 8;
    private const int HitsOfEach = 20;
    private const int LeastKills = 200;
    private static readonly string[] Moments = ["intent_committed", "before_call", "before_answer", "answer_read", "result_stored", "webhook_first"];
    private static readonly string[] Disturbances = ["stripe_timeout_after_success", "stripe_timeout_before", "stripe_500_after_success", "stripe_429", "events_duplicate", "events_reordered"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9.5);

    public static async Task<bool> Run(string[] arguments)
    {
        var total = arguments.Length > 0 ? int.Parse(arguments[0], System.Globalization.CultureInfo.InvariantCulture) : 1_000;
        await using var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_STRIPE_WEBHOOK_SECRET", RefundFeed.WebhookSecret, "--Logging:LogLevel:Default", "Warning"]);
        await sandbox.StartAsync();
        await using var feed = await RefundFeed.Start(sandbox.Urls.Single());
        sandbox.Configuration["HELPDESK_URL"] = feed.Url;
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Urls.Single()) };
        await using var database = NpgsqlDataSource.Create(feed.ConnectionString);
        var ledgers = new RefundLedgers(database, http);
        await using var field = new KillingField(feed.ConnectionString, sandbox.Urls.Single());
        await field.Begin();
        await feed.Approve(0); // the first ticket of a process waits for model and screening to be learned
        var watch = Stopwatch.StartNew();
        await Feed(feed, ledgers, field, sandbox, http, total, watch);

        // Every one comes to rest by itself.
        while (await ledgers.Count("state = 'sending'") > 0 && watch.Elapsed < Limit)
        {
            await ledgers.EndLeases();
            await Task.Delay(300);
        }

        var (differences, ours, theirs) = await ledgers.Compare();
        foreach (var line in differences.Take(10)) await Console.Error.WriteLineAsync(line);
        Figure.Print("crash-refund.refunds", await ledgers.Count("state = 'succeeded'"), "refunds", total, "issued exactly once");
        Figure.Print("crash-refund.kills", field.Kills, "kill -9", LeastKills, string.Join(", ", field.Hits.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {h.Value}")));
        Figure.Print("crash-refund.differences", differences.Count, "intents", 0, "intents whose refunds at Stripe are not exactly the one that was approved");
        Figure.Print("crash-refund.ledger", ours, "minor units", theirs, "ours against Stripe's");
        Figure.Print("crash-refund.seconds", watch.Elapsed.TotalSeconds, "s", null, "leases of killed nodes are ended by the bench, not waited for");
        return differences.Count == 0 && ours == theirs && field.Kills >= LeastKills && Moments.All(m => field.Hits.GetValueOrDefault(m) >= HitsOfEach);
    }

    private static async Task Feed(RefundFeed feed, RefundLedgers ledgers, KillingField field, WebApplication sandbox, HttpClient http, int total, Stopwatch watch)
    {
        var told = sandbox.Services.GetRequiredService<StripeWatch>();
        var (next, turn, stored) = (1, 0, 0L);
        while (watch.Elapsed < Limit && (next < total || field.Kills < LeastKills && next < total * 2))
        {
            for (var open = await ledgers.Count("state = 'sending'"); open < InFlight && next < total; open++) await feed.Approve(next++);
            var moment = Moments[turn++ % Moments.Length];
            var struck = new TaskCompletionSource();
            var waiting = moment switch { "before_call" => "arrived", "before_answer" => "done", "answer_read" => "answered", "webhook_first" => "told", _ => null };
            if (turn % 3 == 0) await http.PostAsJsonAsync("/faults", new { kind = Disturbances[turn / 3 % Disturbances.Length] });
            if (moment == "before_call") await http.PostAsJsonAsync("/faults", new { kind = "stripe_timeout_before" });
            if (moment == "webhook_first") await http.PostAsJsonAsync("/faults", new { kind = "stripe_webhook_first" });
            var taken = 0;
            told.Watcher = waiting is null ? (_, _) => Task.CompletedTask : async (now, _) =>
            {
                if (now != waiting || Interlocked.Exchange(ref taken, 1) == 1) return;
                await field.Strike(moment);
                struck.TrySetResult();
            };
            await ledgers.EndLeases();
            if (moment == "intent_committed") await field.Strike(moment);
            else if (moment == "result_stored") stored = await OnceStored(ledgers, field, stored);
            else await Task.WhenAny(struck.Task, Task.Delay(TimeSpan.FromSeconds(20)));
            told.Watcher = (_, _) => Task.CompletedTask;
            // Between two strikes the nodes get some work done, or a thousand would take a thousand strikes.
            var goal = await ledgers.Count("state = 'succeeded'") + total / (HitsOfEach * Moments.Length);
            for (var i = 0; i < 100 && await ledgers.Count("state = 'succeeded'") < goal; i++)
            {
                for (var open = await ledgers.Count("state = 'sending'"); open < InFlight && next < total; open++) await feed.Approve(next++);
                await ledgers.EndLeases();
                await Task.Delay(50);
            }
        }
    }

    private static async Task<long> OnceStored(RefundLedgers ledgers, KillingField field, long before)
    {
        for (var i = 0; i < 500; i++)
        {
            var now = await ledgers.Count("state = 'succeeded'");
            if (now > before)
            {
                await field.Strike("result_stored");
                return now;
            }

            await Task.Delay(20);
        }

        return before;
    }
}
