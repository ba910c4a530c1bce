namespace Helpdesk.Sandbox.Stripe;

/// <summary>
/// Lets a test stand beside Stripe and act at a moment of a write: <c>arrived</c> (nothing done yet), <c>done</c> (before webhook and
/// answer), <c>told</c> (webhooks are on their way), <c>answered</c>.
/// </summary>
public sealed class StripeWatch
{
    /// <summary>Moment and idempotency key.</summary>
    public Func<string, string?, Task> Watcher { get; set; } = (_, _) => Task.CompletedTask;

    internal Task Told(string moment, string? key) => Watcher(moment, key);
}
