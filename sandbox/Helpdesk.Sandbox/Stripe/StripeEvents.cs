using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Helpdesk.Sandbox.Clock;
using Helpdesk.Sandbox.Faults;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>Events and their signed delivery: at least once, in no promised order, again when they are not taken.</summary>
internal sealed class StripeEvents(StripeWorld world, HelpdeskHooks hooks, SandboxClock clock, ArmedFaults faults, IConfiguration configuration)
{
    public const string Version = "2026-10-28.endive";
    private static readonly TimeSpan[] Pauses = [.. new[] { 0, 1, 2, 4, 8, 16, 30, 30, 30, 60 }.Select(s => TimeSpan.FromSeconds(s))];
    private readonly List<JsonObject> fresh = [];
    private readonly ConcurrentDictionary<string, bool> undelivered = new(StringComparer.Ordinal);

    /// <summary>Called under the world's gate; it leaves with <see cref="Release"/>.</summary>
    public void Happened(string type, JsonObject what, string? key)
    {
        var made = Shapes.New("event", ("id", StripeWorld.NewId("evt")), ("api_version", Version), ("created", world.Now), ("type", type), ("pending_webhooks", 1),
            ("data", new JsonObject { ["object"] = what.DeepClone() }), ("request", new JsonObject { ["id"] = null, ["idempotency_key"] = key }));
        world.Add(made);
        fresh.Add(made);
    }

    /// <summary>Posts what has happened since, after the answer; with the fault "webhook first", before it.</summary>
    public Task Release()
    {
        List<JsonObject> leaving;
        lock (world.Gate)
        {
            if (fresh.Count == 0) return Task.CompletedTask;
            leaving = [.. fresh];
            fresh.Clear();
        }

        if (!hooks.Connected) return Task.CompletedTask;
        foreach (var one in leaving) undelivered[(string)one["id"]!] = true;
        if (faults.Take(Fault.EventsReordered)) leaving.Reverse();
        if (faults.Take(Fault.EventsDuplicate)) leaving = [.. leaving, .. leaving];
        var first = faults.Take(Fault.StripeWebhookFirst);
        var posting = Post(leaving);
        return first ? posting.WaitAsync(TimeSpan.FromSeconds(10)).ContinueWith(_ => { }, TaskScheduler.Default) : Task.CompletedTask;
    }

    public bool Fits(JsonObject one, StripeParameters asked)
    {
        var types = asked.Values("types");
        return (types.Count == 0 || types.Contains((string)one["type"]!))
            && (asked["delivery_success"] is not { } delivered || undelivered.ContainsKey((string)one["id"]!) == (delivered == "false"))
            && (asked.Number("created[gte]") is not { } since || (long)one["created"]! >= since);
    }

    private async Task Post(IReadOnlyList<JsonObject> leaving)
    {
        foreach (var one in leaving)
        {
            var body = Encoding.UTF8.GetBytes(one.ToJsonString());
            foreach (var pause in Pauses)
            {
                await Task.Delay(pause);
                var answer = await hooks.PostStripe(body, Sign(body), CancellationToken.None);
                if (!answer.Accepted) continue;
                undelivered.TryRemove((string)one["id"]!, out _);
                break;
            }
        }
    }

    private string Sign(byte[] body)
    {
        var stamp = clock.GetUtcNow().ToUnixTimeSeconds();
        var secret = (Setting.Of(configuration, "HELPDESK_STRIPE_WEBHOOK_SECRET") ?? "").Split(',')[0].Trim();
        byte[] signed = [.. Encoding.UTF8.GetBytes(stamp + "."), .. body];
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
        return $"t={stamp},v1={Convert.ToHexStringLower(mac)}";
    }
}
