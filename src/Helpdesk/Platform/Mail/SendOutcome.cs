namespace Helpdesk.Platform.Mail;

/// <summary>What became of one attempt. Reasons are for staff and logs: they hold no address, subject or text.</summary>
public abstract record SendOutcome
{
    private SendOutcome()
    {
    }

    /// <summary>Taken over, which is not yet delivered: that comes by event.</summary>
    /// <param name="ProviderId">Begins the <c>sg_message_id</c> of the events; with SMTP our own Message-ID.</param>
    public sealed record Accepted(string ProviderId) : SendOutcome;

    /// <summary>
    /// 429, 5xx or no answer. Without an answer the mail may have gone: it goes again with the same Message-ID (D26).
    /// </summary>
    /// <param name="NotBefore">When the other side asked to wait until then; it may be later than <see cref="Backoff"/> says.</param>
    public sealed record Retry(string Reason, DateTimeOffset? NotBefore = null) : SendOutcome;

    /// <summary>Trying again by itself is no use.</summary>
    /// <param name="Permanent">True: this mail can never go. False: the settings are refused (key, sender, login); once mended it may be sent again.</param>
    public sealed record Refused(string Reason, bool Permanent) : SendOutcome;
}
