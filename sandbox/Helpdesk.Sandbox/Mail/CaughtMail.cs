using System.Net.Mail;

namespace Helpdesk.Sandbox.Mail;

/// <summary>One mail as its recipients would have it. Nothing leaves the machine.</summary>
/// <param name="Headers">As the recipient sees them, Message-ID included; names compare without regard to case.</param>
/// <param name="Recipients">Everyone who gets it, copies and blind copies included.</param>
/// <param name="CustomArgs">What comes back at the top level of each event.</param>
internal sealed record CaughtMail(
    string Id,
    MailAddress From,
    IReadOnlyList<MailAddress> To,
    IReadOnlyList<MailAddress> Recipients,
    MailAddress? ReplyTo,
    string Subject,
    IReadOnlyDictionary<string, string> Headers,
    string? Text,
    string? Html,
    IReadOnlyList<CaughtFile> Files,
    IReadOnlyDictionary<string, string> CustomArgs,
    string ProviderId,
    DateTimeOffset At)
{
    public string MessageId => Headers["Message-ID"];

    /// <summary>Where an answer goes: the Reply-To if there is one.</summary>
    public MailAddress AnswersTo => ReplyTo ?? From;
}

/// <param name="Size">In bytes, decoded.</param>
internal sealed record CaughtFile(string Name, string ContentType, int Size);
