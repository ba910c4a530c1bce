using System.Net.Mail;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Helpdesk.Platform.Mail;

/// <summary>A name and an address, as they stand in a header.</summary>
public sealed record Mailbox(string Address, string? Name = null);

/// <summary>Whether a person wrote a mail (RFC 3834); what is not by a person must never be answered by a machine.</summary>
public enum AutoSubmitted
{
    No,

    /// <summary>In answer to one mail, such as the receipt (D31a).</summary>
    Replied,

    /// <summary>By itself, such as a closing mail or a digest.</summary>
    Generated,
}

/// <summary>One mail to one recipient, ready to go.</summary>
/// <param name="MessageId">Ours, in angle brackets, the same at each attempt: a second copy is then seen as one (D26).</param>
/// <param name="ReplyTo">With the reply token of the ticket (D31).</param>
/// <param name="InReplyTo">The Message-ID answered, in angle brackets.</param>
/// <param name="References">The chain, oldest first, each in angle brackets.</param>
/// <param name="CustomArgs">Come back with each event. The vendor keeps them for long: ids of ticket and message only.</param>
public sealed partial record OutgoingMail(
    string MessageId,
    Mailbox From,
    Mailbox To,
    Mailbox? ReplyTo,
    string Subject,
    string Text,
    string? Html,
    string? InReplyTo,
    IReadOnlyList<string> References,
    IReadOnlyDictionary<string, string> CustomArgs,
    AutoSubmitted AutoSubmitted = AutoSubmitted.No)
{
    /// <summary>A line of a mail has at most 998 bytes (RFC 5322), and an id cannot be folded.</summary>
    private const int LongestId = 900;

    private const int MostReferences = 20;
    private const int MostArgumentBytes = 10_000;

    /// <summary>
    /// The headers beyond those that every mail has. An id of the customer's that could not stand in a header is left
    /// out: their mail program's mistake must not cost them the answer.
    /// </summary>
    public IEnumerable<KeyValuePair<string, string>> Headers()
    {
        yield return new("Message-ID", MessageId);
        if (InReplyTo is not null && IsId(InReplyTo)) yield return new("In-Reply-To", InReplyTo);
        var chain = References.Where(IsId).ToList();
        // The first id opens the thread, the last ones place the mail in it; a chain of hundreds is cut between.
        if (chain.Count > MostReferences) chain.RemoveRange(1, chain.Count - MostReferences);
        if (chain.Count > 0) yield return new("References", string.Join(' ', chain));
        if (AutoSubmitted != AutoSubmitted.No) yield return new("Auto-Submitted", AutoSubmitted == AutoSubmitted.Replied ? "auto-replied" : "auto-generated");
    }

    /// <summary>
    /// Why this mail must not go, or null. A line break in a header value would let whoever chose the subject or the
    /// name add headers and recipients of their own. The answer names the field, never its value.
    /// </summary>
    public string? Fault() =>
        !IsId(MessageId) || !MessageId.Contains('@', StringComparison.Ordinal) ? "The Message-ID is not an id in angle brackets."
        : HasBreak(InReplyTo) ? "In-Reply-To holds a line break."
        : References.Any(HasBreak) ? "References holds a line break."
        : !IsMailbox(From) ? "The sender is not an address, or holds a line break."
        : !IsMailbox(To) ? "The recipient is not an address, or holds a line break."
        : ReplyTo is not null && !IsMailbox(ReplyTo) ? "Reply-To is not an address, or holds a line break."
        : string.IsNullOrWhiteSpace(Subject) || HasBreak(Subject) ? "The subject is empty or holds a line break."
        : string.IsNullOrEmpty(Text) ? "The mail has no text."
        : CustomArgs.Any(argument => HasBreak(argument.Key) || HasBreak(argument.Value)) ? "A custom argument holds a line break."
        : JsonSerializer.SerializeToUtf8Bytes(CustomArgs).Length > MostArgumentBytes ? "The custom arguments are longer than 10,000 bytes."
        : null;

    private static bool IsId(string id) => id.Length <= LongestId && IdShape().IsMatch(id);

    private static bool IsMailbox(Mailbox mailbox) =>
        !HasBreak(mailbox.Name) && !HasBreak(mailbox.Address) && MailAddress.TryCreate(mailbox.Address, out var parsed) && parsed.Address == mailbox.Address;

    private static bool HasBreak(string? text) => text.AsSpan().ContainsAny('\r', '\n', '\0');

    [GeneratedRegex(@"\A<[!-;=?-~]+>\z", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IdShape();
}
