using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Mail;

/// <summary>A way out of the house that is no mail: rows of its kind wait, leave, and are tried again in the outbox like mail.</summary>
public interface IOtherWay
{
    string Kind { get; }

    /// <inheritdoc cref="IMailTransport.Send"/>
    Task<SendOutcome> Send(OutboxMail row, CancellationToken stop);
}
