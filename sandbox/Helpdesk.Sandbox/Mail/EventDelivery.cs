using System.Text.Json.Nodes;
using System.Threading.Channels;
using Helpdesk.Sandbox.Clock;
using Helpdesk.Sandbox.Faults;

namespace Helpdesk.Sandbox.Mail;

/// <summary>Posts events to the application after the sender has its answer, in order, again when they are not taken.</summary>
internal sealed class EventDelivery(HelpdeskHooks hooks, EventSigner signer, SandboxClock clock, ArmedFaults faults, ILogger<EventDelivery> log) : BackgroundService
{
    /// <summary>The vendor keeps trying for a day; a newcomer who stopped the application is content with this.</summary>
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)];

    private readonly Channel<(CaughtMail Mail, bool Bounce)> queue = Channel.CreateUnbounded<(CaughtMail, bool)>();

    public void Announce(CaughtMail mail, bool bounce)
    {
        if (hooks.Connected) queue.Writer.TryWrite((mail, bounce));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var (mail, bounce) in queue.Reader.ReadAllAsync(stoppingToken))
            {
                foreach (var body in Bodies(DeliveryEvents.Of(mail, bounce))) await Post(body, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The sandbox stops; what is not posted is forgotten with the rest of its memory.
        }
    }

    private IEnumerable<byte[]> Bodies(IReadOnlyList<JsonObject> events)
    {
        IReadOnlyList<byte[]> bodies = faults.Take(Fault.EventsReordered)
            ? [.. events.Reverse().Select(one => DeliveryEvents.Body([one]))]
            : [DeliveryEvents.Body(events)];
        return faults.Take(Fault.EventsDuplicate) ? [.. bodies, .. bodies] : bodies;
    }

    private async Task Post(byte[] body, CancellationToken stop)
    {
        foreach (var pause in (TimeSpan[])[TimeSpan.Zero, .. Pauses])
        {
            await Task.Delay(pause, stop);
            var timestamp = clock.GetUtcNow().ToUnixTimeSeconds().ToString();
            var answer = await hooks.PostEvents(body, timestamp, signer.Sign(timestamp, body), stop);
            if (answer.Accepted) return;
            // 4xx is a refusal for good: a wrong key or address does not mend itself.
            if (answer.Status is >= 400 and < 500) break;
        }

        log.LogWarning("The application did not take {Bytes} bytes of events", body.Length);
    }
}
