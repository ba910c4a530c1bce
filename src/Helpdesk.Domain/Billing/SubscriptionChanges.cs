namespace Helpdesk.Domain.Billing;

// What this file does: says what may become of a subscription from a ticket (D45a), when what was frozen no longer holds, and when it
// is done. What it does not do: prorate (Stripe previews that), know who asks, or call anybody.

/// <summary>What is to become of a subscription (D45a).</summary>
public enum SubscriptionAct
{
    /// <summary>Another price; Stripe credits what is unused of the old one and charges the rest of the new one.</summary>
    ChangePlan,

    /// <summary>It ends now. No money comes back by that: what is unused is the refund's to decide (D41).</summary>
    CancelNow,

    /// <summary>It ends with the period that was paid for.</summary>
    AtPeriodEnd,

    /// <summary>The end that was planned is withdrawn.</summary>
    GoOn,
}

/// <summary>Where the change of a subscription stands (D43, D45a).</summary>
public enum SubscriptionChangeState
{
    /// <summary>An Agent asks; Finance has to confirm it.</summary>
    Requested,

    /// <summary>Confirmed: it is being done, or its outcome is being found out.</summary>
    Sending,
    Done,

    /// <summary>Stripe refused it, or it never came about; the subscription is as it was.</summary>
    Failed,

    /// <summary>The subscription had changed before anything was done.</summary>
    Void,

    /// <summary>A person said no.</summary>
    Declined,
}

/// <summary>A subscription as Stripe tells it now.</summary>
/// <param name="Item">The line that carries the plan.</param>
/// <param name="Ends">It is planned to end.</param>
public sealed record SubscriptionFacts(string Id, string Customer, string Item, string Price, string Currency, string Status, bool Ends, DateTimeOffset PeriodEnd)
{
    public bool IsOver => Status is "canceled" or "incomplete_expired";
}

/// <summary>The rules of D45a.</summary>
public static class SubscriptionRules
{
    public const string LookAgain = "The subscription or its preview has changed since you looked. Nothing was done; look at it and press again.";
    public const string OneAtATime = "A change of this subscription is open already. Finish or decline that one first.";

    /// <summary>Why this cannot be done; null when it can.</summary>
    /// <param name="price">Only for <see cref="SubscriptionAct.ChangePlan"/>.</param>
    public static string? Problem(SubscriptionFacts now, SubscriptionAct act, string? price) => act switch
    {
        _ when now.IsOver => "This subscription has ended; a new one is the customer’s to buy.",
        SubscriptionAct.ChangePlan when string.IsNullOrWhiteSpace(price) => "Name the price that the plan changes to.",
        SubscriptionAct.ChangePlan when price == now.Price => "The subscription has this price already.",
        SubscriptionAct.ChangePlan when now.Ends => "This subscription is planned to end. Let it go on first, then change the plan.",
        SubscriptionAct.AtPeriodEnd when now.Ends => "This subscription is planned to end already.",
        SubscriptionAct.GoOn when !now.Ends => "This subscription goes on already.",
        _ => null,
    };

    /// <summary>Whether the subscription is as it was to become: asked before every call, so no change is made twice (D43).</summary>
    public static bool IsDone(SubscriptionFacts now, SubscriptionAct act, string? price) => act switch
    {
        SubscriptionAct.CancelNow => now.IsOver,
        SubscriptionAct.AtPeriodEnd => now.IsOver || now.Ends,
        SubscriptionAct.GoOn => !now.IsOver && !now.Ends,
        _ => !now.IsOver && now.Price == price,
    };

    /// <summary>Whether it still is what the change was frozen on.</summary>
    public static bool Holds(string priceThen, bool endedThen, DateTimeOffset periodEndThen, SubscriptionFacts now) =>
        !now.IsOver && now.Price == priceThen && now.Ends == endedThen && now.PeriodEnd == periodEndThen;
}
