using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A requester's own ticket behind its link (D29): what they wrote, what was answered, what happens now. Never notes, calls, staff's
/// addresses or other people's mails. A restricted or silent ticket echoes nothing but its number (D34, D35a).
/// </summary>
public static class OwnRequest
{
    public const int TokenLength = 32;

    [Requires(Permission.Public)]
    public sealed record Query(string Token) : IQuery<View>;

    /// <param name="Open">Null when nothing may be echoed.</param>
    public sealed record View(string Number, string Locale, string? Zone, Echo? Open);

    /// <param name="Staff">First name of whoever has it; null while nobody has.</param>
    public sealed record Echo(
        string Subject, TicketState State, DateTimeOffset ArrivedAt, DateTimeOffset? AnsweredAt, DateTimeOffset? AnswerDue, DateTimeOffset? SolveDue,
        DateOnly? LookAgain, DateTimeOffset? ResolvedAt, bool Undelivered, string? Staff, IReadOnlyList<Said> Messages);

    /// <param name="Name">First name of the staff member; empty for the requester's own.</param>
    public sealed record Said(bool Own, string Name, DateTimeOffset At, string Text, IReadOnlyList<OwnFile> Files);

    public sealed record OwnFile(string Token, string Name, int Size);

    /// <summary>Nothing may be shown or done by link beyond adding a message.</summary>
    internal static bool IsQuiet(Ticket ticket) => ticket.Restricted || ticket.Silent || ticket.NotScreened;

    internal sealed class Handler(HelpdeskDb db, Tickets tickets) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            if (query.Token.Length != TokenLength) throw new NotFound();
            var ticket = await tickets.BehindLink(query.Token).AsNoTracking().Include(t => t.Clocks).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var zone = await db.Set<Requester>().Where(r => r.Id == ticket.RequesterId).Select(r => r.Zone).SingleAsync(cancellationToken);
            return new View(ticket.Number, ticket.Locale, zone, IsQuiet(ticket) ? null : await Read(ticket, cancellationToken));
        }

        private async Task<Echo> Read(Ticket ticket, CancellationToken cancel)
        {
            var own = db.Set<RequesterAddress>().Where(a => a.RequesterId == ticket.RequesterId).Select(a => a.Address);
            var messages = await db.Set<Message>().AsNoTracking()
                .Where(m => m.TicketId == ticket.Id && ((m.Direction == "in" && own.Contains(m.AuthorEmail)) || (m.Direction == "out" && m.Delivery != "waiting" && m.Delivery != "undone")))
                .OrderBy(m => m.At).Select(m => new { m.Id, m.Direction, m.AuthorName, m.At, m.Text }).ToListAsync(cancel);
            var shown = messages.Select(m => m.Id).ToList();
            var files = (await db.Set<Attachment>().Where(a => shown.Contains(a.MessageId)).OrderBy(a => a.Id)
                .Select(a => new { a.MessageId, File = new OwnFile(a.Token, a.FileName, a.Size) }).ToListAsync(cancel)).ToLookup(a => a.MessageId, a => a.File);
            var staff = ticket.AssigneeId is { } id ? await db.Users.Where(p => p.Id == id).Select(p => p.Name).SingleOrDefaultAsync(cancel) : null;
            return new Echo(
                ticket.Subject, ticket.State, ticket.ArrivedAt, messages.Find(m => m.Direction == "out")?.At, Running(ticket, Target.FirstResponse), Running(ticket, Target.Resolution),
                ticket.LookAgain, ticket.ResolvedAt, ticket.Undelivered, staff is null ? null : FirstName(staff),
                [.. messages.Select(m => new Said(m.Direction == "in", m.Direction == "in" ? "" : FirstName(m.AuthorName), m.At, m.Text, [.. files[m.Id]]))]);
        }

        private static DateTimeOffset? Running(Ticket ticket, Target target) => ticket.ClockOf(target) is { State: ClockState.Running } clock ? clock.Due : null;

        private static string FirstName(string name) => name.Split(' ', 2)[0];
    }
}
