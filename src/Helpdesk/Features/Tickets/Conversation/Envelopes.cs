using System.Text.RegularExpressions;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Tickets;

/// <summary>Turns a row of the outbox into a mail. Ids of the customer's that no header may carry are left out of the chain.</summary>
public sealed partial class Envelopes(Addressing addressing)
{
    public OutgoingMail For(OutboxMail mail) => new(
        mail.InternetId,
        addressing.Sender,
        new Mailbox(mail.To),
        mail.ReplyTo is null ? null : new Mailbox(mail.ReplyTo),
        mail.Subject,
        mail.Text,
        Html: null,
        mail.InReplyTo is { } id && Carried().IsMatch(id) ? id : null,
        [.. mail.References.Where(r => Carried().IsMatch(r))],
        new Dictionary<string, string>(StringComparer.Ordinal) { ["mail"] = mail.Id.ToString("N") },
        mail.Kind == "reply" ? AutoSubmitted.No : mail.Kind == "receipt" ? AutoSubmitted.Replied : AutoSubmitted.Generated);

    [GeneratedRegex(@"\A<[!-;=?-~]{1,400}@[!-;=?-~]{1,400}>\z", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Carried();
}

/// <summary>How mail leaves; null when nothing is set, and mail then stays in the outbox, visible.</summary>
public sealed record MailWay(IMailTransport? Transport);
