using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Looks up where a mail belongs (D31); the decision itself is <see cref="Threading"/>.</summary>
public sealed class Conversations(HelpdeskDb db)
{
    /// <summary>The same Message-ID of the same sender is one message.</summary>
    public async Task<bool> Holds(ParsedMail mail, CancellationToken cancel)
    {
        var address = Requesters.Normalise(mail.From.Address);
        return mail.InternetId is not null
            && await db.Set<Message>().AnyAsync(m => m.MessageId == mail.InternetId && m.AuthorEmail == address && m.Direction == "in", cancel);
    }

    public async Task<string?> Find(ParsedMail mail, CancellationToken cancel)
    {
        var clues = mail.Clues;
        var sender = Requesters.Normalise(mail.From.Address);
        var byToken = clues.TokenNumber is { } token && await Known(token, cancel) ? new ThreadCandidate(token, true) : null;
        var byId = byToken is null ? await ByMessageId(clues.MessageIds, cancel) : null;
        var bySubject = byToken is null && byId is null && clues.SubjectNumber is { } number && await Known(number, cancel)
            ? new ThreadCandidate(number, await TakesPart(number, sender, cancel))
            : null;
        return Threading.Decide(byToken, byId, bySubject);
    }

    public Task<Guid> IdOf(string number, CancellationToken cancel) =>
        db.Set<Ticket>().Where(t => t.Number == number).Select(t => t.Id).SingleAsync(cancel);

    private Task<bool> Known(string number, CancellationToken cancel) => db.Set<Ticket>().AnyAsync(t => t.Number == number, cancel);

    private async Task<ThreadCandidate?> ByMessageId(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        if (ids.Count == 0) return null;
        var ours = from m in db.Set<OutboxMail>() where ids.Contains(m.InternetId) && m.TicketId != null select new { Id = m.InternetId, Ticket = m.TicketId!.Value };
        var theirs = from m in db.Set<Message>() where m.MessageId != null && ids.Contains(m.MessageId) select new { Id = m.MessageId!, Ticket = m.TicketId };
        var found = await (from hit in ours.Concat(theirs) join t in db.Set<Ticket>() on hit.Ticket equals t.Id select new { hit.Id, t.Number }).ToListAsync(cancel);
        var known = found.GroupBy(f => f.Id).ToDictionary(g => g.Key, g => g.First().Number, StringComparer.Ordinal);
        var newest = ids.FirstOrDefault(known.ContainsKey);
        return newest is null ? null : new ThreadCandidate(known[newest], true);
    }

    /// <summary>The requester by any address, or somebody who has written on the ticket before.</summary>
    private Task<bool> TakesPart(string number, string sender, CancellationToken cancel) => (
        from t in db.Set<Ticket>()
        where t.Number == number
            && (db.Set<RequesterAddress>().Any(a => a.RequesterId == t.RequesterId && a.Address == sender)
                || db.Set<Message>().Any(m => m.TicketId == t.Id && m.Direction == "in" && m.AuthorEmail == sender))
        select t).AnyAsync(cancel);
}
