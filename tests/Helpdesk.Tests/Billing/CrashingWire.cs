using System.Collections.Concurrent;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Tests.Billing;

/// <summary>The process dies here: nothing of the application may catch it.</summary>
public sealed class Killed() : Exception("killed");

/// <summary>The wire to the sandbox; the next refund can be killed before or after Stripe has heard of it.</summary>
public sealed class CrashingWire(Uri sandbox) : DelegatingHandler(new SocketsHttpHandler())
{
    public bool KillBefore { get; set; }
    public bool KillAfter { get; set; }

    /// <summary>Idempotency keys of the refunds asked for, in order.</summary>
    public ConcurrentQueue<string> Keys { get; } = [];

    /// <summary>Every call.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public StripeClient Client => new(new StripeHttp(new HttpClient(this, disposeHandler: false) { BaseAddress = sandbox }, "sk_test_wire", TimeProvider.System));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Calls.Enqueue($"{request.Method} {request.RequestUri!.AbsolutePath}");
        if (request.Method != HttpMethod.Post || request.RequestUri.AbsolutePath != "/v1/refunds") return await base.SendAsync(request, cancellationToken);
        Keys.Enqueue(request.Headers.GetValues("Idempotency-Key").Single());
        if (KillBefore)
        {
            KillBefore = false;
            throw new Killed();
        }

        var answer = await base.SendAsync(request, cancellationToken);
        if (!KillAfter) return answer;
        KillAfter = false;
        throw new Killed();
    }
}
