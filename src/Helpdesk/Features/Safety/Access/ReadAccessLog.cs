using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Who has met restricted tickets, restricted parked mail and the red-team cases, and by which door (D34), newest first.</summary>
public static class ReadAccessLog
{
    public const int PageSize = 100;

    /// <param name="Number">A ticket's number; null or empty for all.</param>
    /// <param name="Who">Part of the name of who met them.</param>
    /// <param name="Before">The id of the last line seen; ids are in order of time.</param>
    [Requires(Permission.ReadRestricted)]
    public sealed record Query(string? Number, string? Who, Guid? Before) : IQuery<Page>;

    public sealed record Page(IReadOnlyList<Line> Lines, Guid? Next);

    /// <param name="Number">Null for a parked mail and for the red-team cases.</param>
    public sealed record Line(Guid Id, DateTimeOffset At, string Actor, string Door, string? Number, Guid? Mail);

    internal sealed class Handler(HelpdeskDb db, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            var rows =
                from row in db.Set<AccessLogRow>().AsNoTracking()
                join ticket in tickets.VisibleTo(caller.Viewer, time.Instant()) on row.TicketId equals ticket.Id into met
                from ticket in met.DefaultIfEmpty()
                select new { row.Id, row.At, row.Actor, row.Door, Number = ticket == null ? null : ticket.Number, row.MailId };
            if (!string.IsNullOrWhiteSpace(query.Number))
            {
                var number = TicketNumber.Normalise(query.Number) ?? throw new Refused("This is no number of a ticket; it has six letters and digits, such as 7K3M9Q.");
                rows = rows.Where(r => r.Number == number);
            }

            if (query.Who?.Trim() is { Length: > 0 } who) rows = rows.Where(r => EF.Functions.ILike(r.Actor, $"%{who.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%"));
            if (query.Before is { } before) rows = rows.Where(r => r.Id.CompareTo(before) < 0);
            var found = await rows.OrderByDescending(r => r.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
            var more = found.Count > PageSize;
            if (more) found.RemoveAt(PageSize);
            return new Page([.. found.Select(r => new Line(r.Id, r.At, Name(r.Actor), r.Door, r.Number, r.MailId))], more ? found[^1].Id : null);
        }

        /// <summary><c>person:Elena Marsh</c> → "Elena Marsh"; what is no person says so.</summary>
        private static string Name(string actor) => actor.StartsWith("person:", StringComparison.Ordinal) ? actor["person:".Length..] : actor.Replace(":", ": ", StringComparison.Ordinal);
    }
}
