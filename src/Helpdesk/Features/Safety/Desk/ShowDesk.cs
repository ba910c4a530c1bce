using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The incident desk (UX 6): open incidents by severity and clock, reports by deadline, and what on-call is asked for.</summary>
public static class ShowDesk
{
    private const int Most = 200;

    /// <param name="Resolved">The incidents that are over, newest first, and the reports that are decided on.</param>
    [Requires(Permission.ReadRestricted)]
    public sealed record Query(bool Resolved) : IQuery<View>;

    public sealed record View(IReadOnlyList<IncidentRow> Incidents, IReadOnlyList<ReportRow> Reports, IReadOnlyList<PageRow> Pages);

    public sealed record IncidentRow(
        Guid Id, string Number, SafetyKind Kind, Severity Severity, DateTimeOffset ArrivedAt, DateTimeOffset Due, DateTimeOffset? StoppedAt, string State,
        string? Outcome, ReportState? Report, string? Assignee);

    public sealed record ReportRow(Guid Id, Guid Incident, string Number, ReportState State, DateTimeOffset Due, DateTimeOffset? SubmittedAt, bool ReviewOwed);

    /// <param name="Asked">Who was asked last.</param>
    public sealed record PageRow(Guid Incident, string Number, string Cause, DateTimeOffset Since, string? Asked, int Times);

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, StaffDirectory directory, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var visible = tickets.VisibleTo(caller.Viewer, now);
            var found = await (
                from i in incidents.Visible(now)
                join t in visible on i.TicketId equals t.Id
                join r in db.Set<Report>() on i.Id equals r.IncidentId into reported
                from r in reported.DefaultIfEmpty()
                where i.State == "resolved" == query.Resolved
                orderby query.Resolved ? i.ResolvedAt : null descending, i.Severity descending, i.StoppedAt != null, i.Due
                select new { i, t.Number, t.Restricted, t.AssigneeId, Report = (ReportState?)r.State }).Take(Most).AsNoTracking().ToListAsync(cancellationToken);
            var reports = await (
                from r in db.Set<Report>()
                join t in visible on r.TicketId equals t.Id
                let open = r.State == ReportState.Draft || r.State == ReportState.InReview || r.State == ReportState.Submitted || r.ReviewOwed
                where open != query.Resolved
                orderby r.SubmittedAt != null, r.Due
                select new ReportRow(r.Id, r.IncidentId, t.Number, r.State, r.Due, r.SubmittedAt, r.ReviewOwed)).Take(Most).ToListAsync(cancellationToken);
            var pages = query.Resolved ? [] : await (
                from p in db.Set<OnCallPage>()
                join t in visible on p.TicketId equals t.Id
                where p.EndedAt == null
                orderby p.Since
                select new
                {
                    p.IncidentId, t.Number, p.Cause, p.Since,
                    Asked = db.Set<OnCallAsk>().Where(a => a.PageId == p.Id).OrderByDescending(a => a.Turn).Select(a => (Guid?)a.PersonId).FirstOrDefault(),
                    Times = db.Set<OnCallAsk>().Where(a => a.PageId == p.Id).Select(a => a.Turn).Distinct().Count(),
                }).Take(Most).ToListAsync(cancellationToken);

            // D34: meeting a restricted ticket in a list is a view, too.
            await accessLog.Note([.. found.Where(f => f.Restricted).Select(f => f.i.TicketId).Distinct()], caller.Viewer, "list", now, cancellationToken);
            var names = await directory.NamesOf([.. found.Select(f => f.AssigneeId).Concat(pages.Select(p => p.Asked)).OfType<Guid>().Distinct()], cancellationToken);
            return new View(
                [.. found.Select(f => new IncidentRow(f.i.Id, f.Number, f.i.Kind, f.i.Severity, f.i.ArrivedAt, f.i.Due, f.i.StoppedAt, f.i.State, f.i.Outcome, f.Report, Name(f.AssigneeId)))],
                reports, [.. pages.Select(p => new PageRow(p.IncidentId, p.Number, p.Cause, p.Since, Name(p.Asked), p.Times))]);

            string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known) : null;
        }
    }
}
