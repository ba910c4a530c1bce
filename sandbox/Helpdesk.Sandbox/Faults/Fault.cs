namespace Helpdesk.Sandbox.Faults;

/// <summary>What can go wrong on purpose, by the name that <c>POST /faults</c> takes.</summary>
internal static class Fault
{
    /// <summary>The mail is refused although it is right: the recipient's address.</summary>
    public const string Mail400 = "mail_400";

    /// <summary>The key is refused although it is right.</summary>
    public const string Mail401 = "mail_401";

    /// <summary>The sender is not verified, or the key lacks the scope.</summary>
    public const string Mail403 = "mail_403";

    /// <summary>Too fast; <c>X-RateLimit-Reset</c> says until when.</summary>
    public const string Mail429 = "mail_429";

    public const string Mail500 = "mail_500";

    /// <summary>The mail is taken, then the connection closes without an answer: the sender cannot know.</summary>
    public const string MailTimeoutAfterAccept = "mail_timeout_after_accept";

    /// <summary>The answer takes three seconds.</summary>
    public const string MailSlow = "mail_slow";

    /// <summary>Accepted, then bounced, whoever the recipient is.</summary>
    public const string MailBounce = "mail_bounce";

    /// <summary>The same events are posted twice.</summary>
    public const string EventsDuplicate = "events_duplicate";

    /// <summary>The last event is posted first.</summary>
    public const string EventsReordered = "events_reordered";

    /// <summary>Stripe closes the connection, whatever is asked.</summary>
    public const string StripeDown = "stripe_down";

    /// <summary>A change is lost before anything is done.</summary>
    public const string StripeTimeoutBefore = "stripe_timeout_before";

    /// <summary>A change is done, then the connection closes without an answer.</summary>
    public const string StripeTimeoutAfterSuccess = "stripe_timeout_after_success";

    public const string Stripe401 = "stripe_401";

    /// <summary>The key lacks a right.</summary>
    public const string Stripe403 = "stripe_403";

    public const string Stripe429 = "stripe_429";

    /// <summary>Nothing is done, and the 500 is kept for the key.</summary>
    public const string Stripe500 = "stripe_500";

    /// <summary>The change is done, and a 500 is kept for the key.</summary>
    public const string Stripe500AfterSuccess = "stripe_500_after_success";

    /// <summary>A change takes three seconds.</summary>
    public const string StripeSlow = "stripe_slow";

    /// <summary>The webhook is delivered before the answer.</summary>
    public const string StripeWebhookFirst = "stripe_webhook_first";

    public const string StripeRefundPending = "stripe_refund_pending";
    public const string StripeRefundNeedsAction = "stripe_refund_requires_action";

    public static readonly IReadOnlyList<string> All =
    [
        Mail400, Mail401, Mail403, Mail429, Mail500, MailTimeoutAfterAccept, MailSlow, MailBounce, EventsDuplicate, EventsReordered,
        StripeDown, StripeTimeoutBefore, StripeTimeoutAfterSuccess, Stripe401, Stripe403, Stripe429, Stripe500, Stripe500AfterSuccess, StripeSlow,
        StripeWebhookFirst, StripeRefundPending, StripeRefundNeedsAction,
    ];
}
