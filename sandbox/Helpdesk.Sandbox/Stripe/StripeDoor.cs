using System.Collections.Concurrent;
using Helpdesk.Sandbox.Faults;

namespace Helpdesk.Sandbox.Stripe;

/// <summary>
/// <c>/v1/…</c> as Stripe's front: key, request id, idempotency, and the faults that were armed. Faults strike what changes
/// something (POST); <c>stripe_down</c> strikes everything.
/// </summary>
internal sealed class StripeDoor(StripeWorld world, StripeApi api, StripeEvents events, ArmedFaults faults, StripeWatch watch)
{
    private static readonly TimeSpan Slowness = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan KeyKept = TimeSpan.FromHours(24);
    private readonly ConcurrentDictionary<string, Kept> keys = new(StringComparer.Ordinal);

    /// <summary>How often each operation was called: <c>GET charges</c>.</summary>
    public ConcurrentDictionary<string, int> Calls { get; } = new(StringComparer.Ordinal);

    private sealed record Kept(string Asked, long At, StripeResult? Result);

    public async Task Handle(HttpContext context, string path)
    {
        var (request, response) = (context.Request, context.Response);
        var segments = path.Split('/');
        Calls.AddOrUpdate($"{request.Method} {segments[0]}", 1, (_, count) => count + 1);
        response.Headers["Request-Id"] = StripeWorld.NewId("req");
        if (faults.Take(Fault.StripeDown)) { context.Abort(); return; }
        if (!request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.Ordinal))
        {
            await Write(context, new StripeFault(401, "invalid_request_error", null, "You did not provide an API key.").Answer());
            return;
        }

        using var reader = new StreamReader(request.Body);
        var encoded = HttpMethods.IsPost(request.Method) ? await reader.ReadToEndAsync(context.RequestAborted) : request.QueryString.Value ?? "";
        var key = request.Headers["Idempotency-Key"].ToString() is { Length: > 0 } given ? given : null;
        var asked = new StripeParameters(encoded, key);
        if (!HttpMethods.IsPost(request.Method))
        {
            StripeResult read;
            lock (world.Gate) read = api.Answer(request.Method, segments, asked);
            await Write(context, read);
            await events.Release();
            return;
        }

        await Change(context, segments, asked, $"{path}?{encoded}");
    }

    private async Task Change(HttpContext context, string[] segments, StripeParameters asked, string fingerprint)
    {
        if (asked.Key is { } key && Known(key, fingerprint) is { } known)
        {
            if (known.Status < 400 || known.Status >= 500 || known.Body["error"]!["code"]?.ToString() is not "idempotency_key_in_use" && known.Body["error"]!["type"]?.ToString() is not "idempotency_error")
                context.Response.Headers["Idempotent-Replayed"] = "true";
            await Write(context, known);
            return;
        }

        await watch.Told("arrived", asked.Key);
        if (Refusal() is { } refusal)
        {
            if (refusal.Status == 500) Keep(asked.Key, fingerprint, refusal); else Forget(asked.Key);
            await Write(context, refusal);
            return;
        }

        if (faults.Take(Fault.StripeTimeoutBefore)) { Forget(asked.Key); context.Abort(); return; }
        if (faults.Take(Fault.StripeSlow)) await Task.Delay(Slowness);
        StripeResult result;
        lock (world.Gate) result = api.Answer("POST", segments, asked);
        if (faults.Take(Fault.Stripe500AfterSuccess)) result = Broken;
        Keep(asked.Key, fingerprint, result);
        await watch.Told("done", asked.Key);
        await events.Release();
        await watch.Told("told", asked.Key);
        if (faults.Take(Fault.StripeTimeoutAfterSuccess)) { context.Abort(); return; }
        await Write(context, result);
        await watch.Told("answered", asked.Key);
    }

    /// <summary>What the key was used for before; null when it is new, and ours from now on.</summary>
    private StripeResult? Known(string key, string fingerprint)
    {
        var fresh = new Kept(fingerprint, world.Now, null);
        var kept = keys.GetOrAdd(key, fresh);
        if (!ReferenceEquals(kept, fresh) && world.Now - kept.At > KeyKept.TotalSeconds && keys.TryUpdate(key, fresh, kept)) return null;
        if (ReferenceEquals(kept, fresh)) return null;
        if (kept.Asked != fingerprint) return new StripeFault(400, "idempotency_error", null, "Keys for idempotent requests can only be used with the same parameters they were first used with.").Answer();
        return kept.Result ?? new StripeFault(409, "invalid_request_error", "idempotency_key_in_use", "There is currently another in-progress request using this key.").Answer();
    }

    private void Keep(string? key, string fingerprint, StripeResult result)
    {
        if (key is not null) keys[key] = new Kept(fingerprint, world.Now, result);
    }

    private void Forget(string? key)
    {
        if (key is not null) keys.TryRemove(key, out _);
    }

    private StripeResult? Refusal() =>
        faults.Take(Fault.Stripe401) ? new StripeFault(401, "invalid_request_error", null, "Invalid API Key provided.").Answer()
        : faults.Take(Fault.Stripe403) ? new StripeFault(403, "invalid_request_error", null, "Having the 'rak_charge_write' permission would allow this request to continue.").Answer()
        : faults.Take(Fault.Stripe429) ? new StripeFault(429, "invalid_request_error", "rate_limit", "Too many requests.").Answer()
        : faults.Take(Fault.Stripe500) ? Broken : null;

    private static StripeResult Broken => new StripeFault(500, "api_error", null, "An unknown error occurred.").Answer();

    private static Task Write(HttpContext context, StripeResult result)
    {
        context.Response.StatusCode = result.Status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(result.Body.ToJsonString());
    }
}
