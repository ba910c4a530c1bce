namespace Helpdesk.Domain.Safety;

/// <summary>
/// What a customer wrote, as the screening reads it (D8): all of it, quoted history included. A text without a subject
/// (a reply, call notes, a form field) has an empty one.
/// </summary>
/// <param name="AttachmentNames">File names only: the contents of attachments are not screened in this version (D8).</param>
public sealed record ScreenedText(string Subject, string Body, IReadOnlyList<string>? AttachmentNames = null);
