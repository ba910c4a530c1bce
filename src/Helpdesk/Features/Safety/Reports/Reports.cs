using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The door to mandatory reports, their versions and what was done with them (D36).</summary>
public sealed class Reports(HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, Policies policies, JobQueue jobs, Caller caller)
{
    /// <summary>A draft as the system writes it, with its clock; in the transaction of what fired.</summary>
    internal void Open(Ticket ticket, Incident incident, ReportFacts facts, DateTimeOffset now)
    {
        var clock = policies.Known.Sla.Incident(SafetyKind.MandatoryReporting, Severity.High, incident.ArrivedAt);
        var report = new Report
        {
            Id = Guid.CreateVersion7(), TicketId = ticket.Id, IncidentId = incident.Id, State = ReportState.Draft, Due = clock.Due, OpenedAt = now, Version = 1,
        };
        db.Add(report);
        db.Add(new ReportVersion { ReportId = report.Id, Version = 1, TicketId = ticket.Id, At = now, Content = ReportText.Of(facts) });
        Record(report, "opened", now);
        tickets.Record(ticket, new ReportOpened(report.Id, incident.Id, incident.ArrivedAt, clock.Due, clock.Policy), now);
        foreach (var (left, at) in PageSchedule.Thresholds(clock.Due, now))
            jobs.Add(ReportDeadline.Job, ticket.Id, at, JsonSerializer.Serialize(new { report = report.Id, left = (int)left.TotalMinutes }));
    }

    public void Record(Report report, string act, DateTimeOffset now, string reason = "", string? authority = null, string? reference = null) => db.Add(new ReportAct
    {
        Id = Guid.CreateVersion7(now), ReportId = report.Id, TicketId = report.TicketId, Act = act, Version = report.Version, At = now,
        PersonId = caller.Viewer.PersonId, Authority = authority?.Trim(), Reference = reference?.Trim(), Reason = reason.Trim(),
    });

    /// <summary>Written in its history and in the ticket's access log (D34), in the one transaction that shows it.</summary>
    public void TakenOut(Report report, DateTimeOffset now)
    {
        Record(report, "taken_out", now);
        db.Add(new AccessLogRow
        {
            Id = Guid.CreateVersion7(now), TicketId = report.TicketId, PersonId = caller.Viewer.PersonId, Actor = $"{Words.Slug(caller.Viewer.Kind)}:{caller.Viewer.Name}", At = now, Door = "report",
        });
    }

    public void Edit(Report report, string content, string reason, DateTimeOffset now)
    {
        (report.Version, report.AuthorId, report.State) = (report.Version + 1, caller.PersonId, ReportState.Draft);
        db.Add(new ReportVersion
        {
            ReportId = report.Id, Version = report.Version, TicketId = report.TicketId, At = now, PersonId = caller.PersonId,
            Content = content.ReplaceLineEndings("\n"), Reason = reason.Trim(),
        });
        Record(report, "edited", now, reason);
    }

    /// <summary>The report with its ticket, which is locked until the transaction ends.</summary>
    /// <exception cref="NotFound">No such report, or not for this caller.</exception>
    public async Task<(Ticket Ticket, Report Report)> ForChange(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var ticketId = await db.Set<Report>().Where(r => r.Id == id).Select(r => (Guid?)r.TicketId).SingleOrDefaultAsync(cancel) ?? throw new NotFound();
        var ticket = await tickets.ForChange(ticketId, now, cancel);
        return (ticket, await db.Set<Report>().SingleAsync(r => r.Id == id, cancel));
    }

    public Task<Incident> IncidentOf(Report report, CancellationToken cancel) => db.Set<Incident>().SingleAsync(i => i.Id == report.IncidentId, cancel);

    /// <summary>D34b: a ticket that ever had a report stays restricted.</summary>
    public async Task<bool> AnyOn(Guid ticket, CancellationToken cancel) =>
        db.ChangeTracker.Entries<Report>().Any(r => r.Entity.TicketId == ticket) || await db.Set<Report>().AnyAsync(r => r.TicketId == ticket, cancel);

    public Task<Report?> OfIncident(Guid incident, CancellationToken cancel) => db.Set<Report>().SingleOrDefaultAsync(r => r.IncidentId == incident, cancel);

    public Task<ReportVersion> Content(Guid report, int version, CancellationToken cancel) =>
        db.Set<ReportVersion>().AsNoTracking().SingleAsync(v => v.ReportId == report && v.Version == version, cancel);

    /// <summary>Its submission is a Safety act on the incident as well (D22a).</summary>
    internal void Submitted(Incident incident, DateTimeOffset now)
    {
        Incidents.Stop(incident, now);
        incidents.Record(incident, IncidentAct.ReportSubmitted, now);
    }
}
