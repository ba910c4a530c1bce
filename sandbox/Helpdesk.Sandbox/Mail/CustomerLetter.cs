using System.Globalization;
using System.Net.Mail;

namespace Helpdesk.Sandbox.Mail;

/// <summary>A mail from a customer to the help desk, as an ordinary mail program would write it.</summary>
/// <param name="To">The address it goes to, on the envelope too: of an answer the Reply-To with its plus-address.</param>
/// <param name="AutoSubmitted">Set when a machine answers: an absence note, not a person.</param>
internal sealed record CustomerLetter(
    MailAddress From, MailAddress To, string Subject, string Text, DateTimeOffset At, string? InReplyTo, IReadOnlyList<string> References, string? AutoSubmitted = null)
{
    public string MessageId { get; } = $"<{Guid.NewGuid():n}@{From.Host}>";

    public static CustomerLetter Fresh(MailAddress from, MailAddress to, string subject, string text, DateTimeOffset at) =>
        new(from, to, subject, text, at, InReplyTo: null, References: []);

    /// <summary>The answer to a caught mail, the mail quoted below.</summary>
    public static CustomerLetter Reply(CaughtMail mail, MailAddress from, string text, DateTimeOffset at) => new(
        from,
        mail.AnswersTo,
        mail.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? mail.Subject : $"Re: {mail.Subject}",
        text + Quote(mail),
        at,
        mail.MessageId,
        // RFC 5322 3.6.4: the References of the parent, then its Message-ID.
        [.. Ids(mail.Headers.GetValueOrDefault("References") ?? mail.Headers.GetValueOrDefault("In-Reply-To")), mail.MessageId]);

    private static string Quote(CaughtMail mail)
    {
        if (mail.Text is null) return "";
        var when = mail.At.UtcDateTime.ToString("ddd, d MMM yyyy 'at' HH:mm", CultureInfo.InvariantCulture);
        var lines = mail.Text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n').Select(line => line.StartsWith('>') ? $">{line}" : line.Length == 0 ? ">" : $"> {line}");
        return $"\n\nOn {when}, {HeaderText.Mailbox(mail.From)} wrote:\n\n{string.Join('\n', lines)}\n";
    }

    private static string[] Ids(string? header) => header?.Split([' ', '\t', '\r', '\n', ','], StringSplitOptions.RemoveEmptyEntries) ?? [];
}
