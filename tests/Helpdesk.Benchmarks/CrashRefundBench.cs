using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Helpdesk.Sandbox;
using Helpdesk.Sandbox.Stripe;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

// What this file does: a thousand refunds by two nodes, one or the other killed with signal 9 two hundred times, each time at a named
// step, with lost answers, kept errors, duplicate and reordered webhooks (D43); then it compares Stripe's ledger with ours to the minor
// unit. What it does not do: wait out the leases of the dead (it ends them), or use the real clock for anything but its own limit.

/// <summary><c>script/bench crash-refund [REFUNDS [KILLS]]</c>; ends with an error when a single refund is missing, double or wrong.</summary>
internal static class CrashRefundBench
{
    private const int InFlight = 8;
    private const int HitsOfEach = 20;
    private static readonly string[] Disturbances = ["stripe_timeout_after_success", "stripe_timeout_before", "stripe_500_after_success", "stripe_429", "events_duplicate", "events_reordered"];
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(9.5);

    public static async Task<bool> Run(string[] arguments)
    {
        var (total, kills) = (Number(arguments, 0, 1_000), Number(arguments, 1, 200));
        await using var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--HELPDESK_STRIPE_WEBHOOK_SECRET", RefundFeed.WebhookSecret, "--Logging:LogLevel:Default", "Warning"]);
        await sandbox.StartAsync();
        await using var feed = await RefundFeed.Start(sandbox.Urls.Single());
        sandbox.Configuration["HELPDESK_URL"] = feed.Url;
        using var http = new HttpClient { BaseAddress = new Uri(sandbox.Urls.Single()) };
        await using var database = NpgsqlDataSource.Create(feed.ConnectionString);
        var ledgers = new RefundLedgers(database, http);
        var disturbed = 0;
        Task Arm(string kind) => http.PostAsJsonAsync("/faults", new { kind });
        await using var field = new KillingField(feed.ConnectionString, sandbox.Urls.Single(), kills, ledgers.Recorded, Arm, async () =>
        {
            await Arm(Disturbances[Interlocked.Increment(ref disturbed) % Disturbances.Length]);
            await ledgers.EndLeases();
        });
        sandbox.Services.GetRequiredService<StripeWatch>().Watcher = field.Told;
        await feed.Approve(0); // the first ticket of a process waits for model and screening
        var watch = Stopwatch.StartNew();
        await field.Begin();
        var fed = await Feed(feed, ledgers, field, total, kills, watch);

        // Every one comes to rest by itself.
        while (await ledgers.Count("next_attempt is not null") > 0 && watch.Elapsed < Limit)
        {
            await ledgers.EndLeases();
            await Task.Delay(500);
        }

        var (differences, ours, theirs) = await ledgers.Compare();
        foreach (var line in differences.Take(10)) await Console.Error.WriteLineAsync(line);
        Figure.Print("crash-refund.refunds", await ledgers.Count("state = 'succeeded'"), "refunds", fed, "issued exactly once");
        Figure.Print("crash-refund.kills", field.Kills, "kill -9", kills, string.Join(", ", field.Hits.OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {h.Value}")));
        Figure.Print("crash-refund.unknown", await ledgers.Unknown(), "intents", null, "shown as \"unknown, being resolved\" for a while; all resolved");
        Figure.Print("crash-refund.differences", differences.Count, "intents", 0, "intents whose refunds at Stripe are not exactly the one that was approved");
        Figure.Print("crash-refund.ledger", ours, "minor units", theirs, "ours against Stripe's");
        Figure.Print("crash-refund.seconds", watch.Elapsed.TotalSeconds, "s", 600, $"{disturbed} faults besides; leases of killed nodes are ended by the bench, not waited for");
        var least = Math.Min(HitsOfEach, kills / Step.All.Count);
        return fed >= total && differences.Count == 0 && ours == theirs && field.Kills >= kills && Step.All.All(s => field.Hits.GetValueOrDefault(s) >= least);
    }

    /// <summary>Refunds are approved in step with the kills: neither runs out before the other.</summary>
    /// <returns>How many were approved; more than asked for when the last kills needed more.</returns>
    private static async Task<int> Feed(RefundFeed feed, RefundLedgers ledgers, KillingField field, int total, int kills, Stopwatch watch)
    {
        var (next, seen, since) = (1, 0, watch.Elapsed);
        while (watch.Elapsed < Limit && (next < total || field.Kills < kills))
        {
            if (field.Kills != seen) (seen, since) = (field.Kills, watch.Elapsed);
            var open = await ledgers.Count("state = 'sending'");
            var share = seen >= kills ? total : Math.Min(total, InFlight + seen * total / kills);
            // Nobody died for a while: what is open does not lead to the steps that are chosen.
            if (next >= share && open == 0 && watch.Elapsed - since > TimeSpan.FromSeconds(1) && next < total * 2) share = next + 2;
            for (; open < InFlight && next < share; open++) await feed.Approve(next++);
            if (watch.Elapsed - since > TimeSpan.FromSeconds(3))
            {
                await ledgers.EndLeases(); // of those who wait after a lost answer
                since = watch.Elapsed;
            }

            await Task.Delay(50);
        }

        return next;
    }

    private static int Number(string[] arguments, int at, int otherwise) => arguments.Length > at ? int.Parse(arguments[at], CultureInfo.InvariantCulture) : otherwise;
}
