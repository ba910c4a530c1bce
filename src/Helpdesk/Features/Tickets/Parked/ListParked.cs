using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// Parked mail, newest first: reason, time, size and sender domain, nothing else (D31). That only Safety may open a mail does not
/// say why: it could not be screened, or something was found.
/// </summary>
public static class ListParked
{
    public const int Most = 200;

    [Requires(Permission.PlaceParkedMail)]
    public sealed record Query : IQuery<IReadOnlyList<Row>>;

    public sealed record Row(Guid Id, DateTimeOffset At, int Size, string? Reason, string SenderDomain, bool MayOpen);

    internal sealed class Handler(HelpdeskDb db, Caller caller) : IRequestHandler<Query, IReadOnlyList<Row>>
    {
        public async Task<IReadOnlyList<Row>> Handle(Query query, CancellationToken cancellationToken)
        {
            var sees = caller.Viewer.SeesRestricted;
            return await db.Set<InboundMail>().Where(m => m.State == "parked").OrderByDescending(m => m.At).Take(Most)
                .Select(m => new Row(m.Id, m.At, m.Size, m.Reason, m.SenderDomain, sees || !m.Restricted)).ToListAsync(cancellationToken);
        }
    }
}
