namespace Helpdesk.Domain.Billing;

/// <summary>Where the intent to refund stands (D42–D44).</summary>
public enum RefundState
{
    /// <summary>An Agent asks; Finance has to issue or propose it.</summary>
    Requested,

    /// <summary>Frozen, and waits for a second person.</summary>
    Waiting,

    /// <summary>Approved: it is being executed, or its outcome is being found out.</summary>
    Sending,

    /// <summary>Stripe has it and has not finished.</summary>
    Pending,

    /// <summary>The customer has to tell Stripe their bank account; nothing has moved.</summary>
    RequiresAction,

    /// <summary>The money has left; it may still come back (D44).</summary>
    Succeeded,

    /// <summary>No money is with the customer: refused, or sent back later.</summary>
    Failed,

    /// <summary>What it was frozen on has changed; nothing was executed.</summary>
    Void,

    /// <summary>A person said no.</summary>
    Declined,
}

/// <summary>What happens to the subscription once the money has left (D44).</summary>
public enum SubscriptionEnd { CancelNow, AtPeriodEnd, Keep }

/// <summary>Groups of states that rules and tables speak of.</summary>
public static class RefundStates
{
    /// <summary>Not decided at Stripe yet: one of these per charge (D42).</summary>
    public static bool IsOpen(this RefundState state) => state is RefundState.Requested or RefundState.Waiting or RefundState.Sending;

    /// <summary>Stripe holds a refund for it, or may.</summary>
    public static bool MayHaveMoved(this RefundState state) => state is RefundState.Sending or RefundState.Pending or RefundState.RequiresAction or RefundState.Succeeded;

    /// <summary>The state that Stripe's word for a refund stands for; an unknown word is not finished yet.</summary>
    public static RefundState FromStripe(string? status) => status switch
    {
        "succeeded" => RefundState.Succeeded,
        "failed" or "canceled" => RefundState.Failed,
        "requires_action" => RefundState.RequiresAction,
        _ => RefundState.Pending,
    };
}
