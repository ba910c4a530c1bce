namespace Helpdesk.Platform.Mail;

/// <summary>The way out of the house for one mail. It tries once; when to try again is the outbox's affair.</summary>
public interface IMailTransport
{
    /// <summary>Never throws for what the mail or the other side does: that is the outcome.</summary>
    /// <exception cref="OperationCanceledException">The application stops; whether the mail went is then unknown.</exception>
    Task<SendOutcome> Send(OutgoingMail mail, CancellationToken stop);
}
