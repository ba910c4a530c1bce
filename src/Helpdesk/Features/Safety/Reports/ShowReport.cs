using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>A mandatory report with every version and everything that was done with it (D36).</summary>
public static class ShowReport
{
    [Requires(Permission.ManageReports)]
    public sealed record Query(Guid Report) : IQuery<View>;

    public sealed record View(Report Report, string Number, IReadOnlyList<Version> Versions, IReadOnlyList<Done> History, DateTimeOffset Now)
    {
        public Version Newest => Versions[0];
    }

    public sealed record Version(int Number, DateTimeOffset At, string Who, string Content, string Reason);

    public sealed record Done(string Act, int Version, DateTimeOffset At, string Who, string? Authority, string? Reference, string Reason);

    internal sealed class Handler(HelpdeskDb db, Tickets.Tickets tickets, StaffDirectory directory, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var found = await (
                from r in db.Set<Report>().AsNoTracking()
                join t in tickets.VisibleTo(caller.Viewer, now) on r.TicketId equals t.Id
                where r.Id == query.Report
                select new { Report = r, t.Number }).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            await accessLog.Write(found.Report.TicketId, "report", now, cancellationToken);
            var versions = await db.Set<ReportVersion>().AsNoTracking().Where(v => v.ReportId == query.Report).OrderByDescending(v => v.Version).ToListAsync(cancellationToken);
            var acts = await db.Set<ReportAct>().AsNoTracking().Where(a => a.ReportId == query.Report).OrderBy(a => a.At).ThenBy(a => a.Id).ToListAsync(cancellationToken);
            var names = await directory.NamesOf([.. versions.Select(v => v.PersonId).Concat(acts.Select(a => a.PersonId)).OfType<Guid>().Distinct()], cancellationToken);
            return new View(
                found.Report, found.Number,
                [.. versions.Select(v => new Version(v.Version, v.At, Name(v.PersonId), v.Content, v.Reason))],
                [.. acts.Select(a => new Done(a.Act, a.Version, a.At, Name(a.PersonId), a.Authority, a.Reference, a.Reason))], now);

            string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "Somebody") : "Helpdesk";
        }
    }
}
