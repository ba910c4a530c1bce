using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Addressee, subject and threading headers of a reply (D31): to the requester unless a person chose otherwise.</summary>
public sealed class ReplyHeaders(HelpdeskDb db, Addressing addressing)
{
    private const int MostReferences = 20;

    public async Task<OutboxMail> For(
        Ticket ticket, Guid message, string text, string? chosen, Template? template, TicketState then, DateTimeOffset now, TimeSpan undoFor, CancellationToken cancel)
    {
        var thread = await db.Set<Message>().Where(m => m.TicketId == ticket.Id && m.MessageId != null && m.Direction != "note")
            .OrderBy(m => m.At).Select(m => new { m.MessageId, m.Direction }).ToListAsync(cancel);
        var ids = thread.Select(m => m.MessageId!).ToList();
        var references = ids.Count <= MostReferences ? ids : [ids[0], .. ids.TakeLast(MostReferences - 1)];
        return new OutboxMail
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            MessageId = message,
            Kind = "reply",
            To = await Addressee(ticket, chosen, cancel),
            ReplyTo = addressing.ReplyTo(ticket),
            Subject = $"Re: [#{ticket.Number}] {Bare(ticket.Subject)}".TrimEnd(),
            Text = text,
            InternetId = addressing.NewMessageId(),
            InReplyTo = thread.LastOrDefault(m => m.Direction == "in")?.MessageId ?? ids.LastOrDefault(),
            References = [.. references],
            Then = Words.Slug(then),
            Acknowledges = template?.Acknowledges ?? false,
            CreatedAt = now,
            SendAfter = now + undoFor,
        };
    }

    /// <summary>A differing address must be one that the conversation knows: chosen, never typed.</summary>
    internal async Task<string> Addressee(Ticket ticket, string? chosen, CancellationToken cancel)
    {
        var own = await db.Set<RequesterAddress>().Where(a => a.RequesterId == ticket.RequesterId).Select(a => a.Address).ToListAsync(cancel);
        if (string.IsNullOrEmpty(chosen) || own.Contains(chosen))
        {
            var last = await db.Set<Message>().Where(m => m.TicketId == ticket.Id && m.Direction == "in" && own.Contains(m.AuthorEmail))
                .OrderByDescending(m => m.At).Select(m => m.AuthorEmail).FirstOrDefaultAsync(cancel);
            return (string.IsNullOrEmpty(chosen) ? last ?? own.FirstOrDefault() : chosen) ?? throw new Refused("There is no address to answer to.");
        }

        var offered = await db.Set<Message>().AnyAsync(m => m.TicketId == ticket.Id && m.Direction == "in" && (m.ReplyTo == chosen || m.AuthorEmail == chosen), cancel);
        return offered ? chosen : throw new Refused("Choose one of the addresses of this conversation.");
    }

    /// <summary>Without the prefixes and tags of earlier rounds.</summary>
    internal static string Bare(string subject)
    {
        var bare = subject.Trim();
        while (bare.StartsWith("re:", StringComparison.OrdinalIgnoreCase)) bare = bare[3..].TrimStart();
        var number = Threading.NumberInSubject(bare);
        if (number is not null) bare = bare.Replace($"[#{number}]", "", StringComparison.OrdinalIgnoreCase).Trim();
        return bare.Length <= 200 ? bare : bare[..200];
    }
}
