using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Text;

namespace Helpdesk.Platform.Mail;

/// <summary>Any mail server by SMTP, for houses without SendGrid. What it accepts is not reported on later: there are no events.</summary>
/// <param name="timeout">For one attempt, connecting included.</param>
public sealed class SmtpTransport(SmtpSettings settings, TimeSpan timeout) : IMailTransport
{
    public async Task<SendOutcome> Send(OutgoingMail mail, CancellationToken stop)
    {
        if (mail.Fault() is { } fault) return new SendOutcome.Refused(fault, Permanent: true);

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(timeout);
        try
        {
            using var message = Message(mail);
            using var client = new SmtpClient(settings.Host, settings.Port)
            {
                EnableSsl = settings.RequireTls || await StartTls.Offered(settings.Host, settings.Port, limit.Token),
                Credentials = settings.User is null ? null : new NetworkCredential(settings.User, settings.Password),
            };
            await client.SendMailAsync(message, limit.Token);
            return new SendOutcome.Accepted(mail.MessageId);
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return new SendOutcome.Retry("The mail server gave no answer in time.");
        }
        catch (SmtpException problem)
        {
            return Outcome((int)problem.StatusCode);
        }
        catch (FormatException)
        {
            return new SendOutcome.Refused("The mail cannot be written for SMTP.", Permanent: true);
        }
        catch (Exception problem) when (problem is SocketException or IOException)
        {
            return new SendOutcome.Retry("The mail server gave no answer.");
        }
    }

    /// <summary>The first digit decides (RFC 5321 4.2.1); what has none never reached an answer.</summary>
    private static SendOutcome Outcome(int status) => status switch
    {
        530 or 534 or 535 or 538 => new SendOutcome.Refused($"The mail server answered {status}: is the login right?", Permanent: false),
        >= 500 and < 600 => new SendOutcome.Refused($"The mail server answered {status}.", Permanent: true),
        >= 400 and < 500 => new SendOutcome.Retry($"The mail server answered {status}."),
        _ => new SendOutcome.Retry("The mail server gave no answer, or no encryption."),
    };

    private static MailMessage Message(OutgoingMail mail)
    {
        var message = new MailMessage(Address(mail.From), Address(mail.To))
        {
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
        };
        if (mail.ReplyTo is not null) message.ReplyToList.Add(Address(mail.ReplyTo));
        if (!string.IsNullOrEmpty(mail.Html)) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(mail.Html, Encoding.UTF8, MediaTypeNames.Text.Html));
        foreach (var (name, value) in mail.Headers()) message.Headers.Add(name, value);
        return message;
    }

    private static MailAddress Address(Mailbox mailbox) => new(mailbox.Address, mailbox.Name, Encoding.UTF8);
}
