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

    public static readonly IReadOnlyList<string> All =
        [Mail400, Mail401, Mail403, Mail429, Mail500, MailTimeoutAfterAccept, MailSlow, MailBounce, EventsDuplicate, EventsReordered];
}
