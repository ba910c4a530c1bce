using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Tickets;

/// <summary>Files on messages. Stored under our own random name; the sender's name is kept as a label only.</summary>
public static class Files
{
    private const int LongestName = 200;

    internal static Attachment Row(Guid ticket, Guid message, NewFile file, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        TicketId = ticket,
        MessageId = message,
        Token = Tickets.NewToken(),
        FileName = SafeName(file.Name),
        ContentType = file.ContentType,
        ContentId = file.ContentId,
        Size = file.Content.Length,
        Content = file.Content,
    };

    /// <summary>
    /// The name as the sender gave it, so that it can be recognised; control characters and what cannot be stored are dropped. It is
    /// never used as a path.
    /// </summary>
    public static string SafeName(string name)
    {
        var kept = string.Concat(name.Where(c => !char.IsControl(c) && c is not ('\u202E' or '\u202D' or '\u200F' or '\u2066' or '\u2067'))).Trim();
        if (kept.Length == 0) return "file";
        return PlainText.Cut(kept, LongestName);
    }
}
