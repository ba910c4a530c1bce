using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Billing;

/// <summary>Changes of subscriptions as people read them.</summary>
internal static class SubscriptionWords
{
    public static string Of(SubscriptionAct act) => act switch
    {
        SubscriptionAct.CancelNow => "end the subscription now", SubscriptionAct.AtPeriodEnd => "end the subscription with its period",
        SubscriptionAct.GoOn => "let the subscription go on", _ => "change the plan",
    };

    /// <summary>What exactly happens at the press.</summary>
    public static string Button(SubscriptionAct act, string plan) => act switch
    {
        SubscriptionAct.CancelNow => $"End {Name(plan)} now", SubscriptionAct.AtPeriodEnd => $"End {Name(plan)} with its period",
        SubscriptionAct.GoOn => $"Let {Name(plan)} go on", _ => $"Change {Name(plan)} to the new price",
    };

    public static string State(SubscriptionChangeState state, bool unknown) => state switch
    {
        SubscriptionChangeState.Requested => "Asked for", SubscriptionChangeState.Sending => unknown ? "Unknown, being resolved" : "Being done",
        SubscriptionChangeState.Done => "Done", SubscriptionChangeState.Failed => "Failed", SubscriptionChangeState.Void => "Void", _ => "Declined",
    };

    /// <returns>Null for an event that is not about subscriptions.</returns>
    public static (string Icon, string Words, string? Detail)? Of(TicketEvent change) => change switch
    {
        SubscriptionChangeRequested e => ("coin", $"Asked Finance to {How(e.How)}", null),
        SubscriptionChangeConfirmed e => ("coin", $"Finance decided to {How(e.How)}", e.Total is { } total ? $"Next invoice: {RefundPolicy.Shipped.CurrencyOf(e.Currency).Format(total)}" : null),
        SubscriptionChangeDeclined => ("x", "Change of the subscription declined", null),
        SubscriptionChanged { State: "done" } e => ("check", Done(e.How), e.Told ? "The customer was told" : "Nothing is sent by itself on this ticket"),
        SubscriptionChanged { State: "void" } => ("alert", "Change of the subscription is void", "The subscription had changed in between"),
        SubscriptionChanged e => ("alert", "Subscription could not be changed", e.Why?.Replace('_', ' ')),
        _ => null,
    };

    private static string How(string slug) => Words.TryParse(slug, out SubscriptionAct act) ? Of(act) : "change the subscription";

    private static string Done(string slug) => slug switch
    {
        "cancel_now" => "Subscription ended", "at_period_end" => "Subscription ends with its period", "go_on" => "Subscription goes on", _ => "Plan changed",
    };

    private static string Name(string plan) => plan.Replace('_', ' ');
}
