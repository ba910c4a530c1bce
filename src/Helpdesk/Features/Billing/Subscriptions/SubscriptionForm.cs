namespace Helpdesk.Features.Billing;

/// <summary>What the form of a subscription carries: which one, what is to become of it, and what was shown.</summary>
public sealed record SubscriptionForm
{
    public string? Subscription { get; init; }
    public string? Act { get; init; }

    /// <summary>Stripe's id, for another plan.</summary>
    public string? Price { get; init; }

    /// <summary>Unix seconds that the preview prorated at.</summary>
    public long? At { get; init; }
    public string? Seen { get; init; }
    public Guid? Once { get; init; }

    /// <summary><c>confirm</c>, <c>request</c> or <c>decline</c>.</summary>
    public string? Press { get; init; }
    public string? Reason { get; init; }

    /// <summary>Somebody has asked for it: it can be declined.</summary>
    public bool Asked { get; init; }
}
