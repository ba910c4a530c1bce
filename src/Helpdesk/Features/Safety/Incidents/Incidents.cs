using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The door to incidents and their steps. Only Safety, Legal and people named for the ticket come through it (§1, D34).</summary>
public sealed class Incidents(HelpdeskDb db, Tickets.Tickets tickets, Policies policies, Caller caller)
{
    /// <summary>An incident by what the screening found (D8), with its first two steps.</summary>
    internal Incident Open(Ticket ticket, Guid message, IReadOnlyList<Finding> findings, string lexicon, DateTimeOffset now)
    {
        var severity = findings.Max(f => f.Severity);
        var incident = new Incident
        {
            Id = Guid.CreateVersion7(), TicketId = ticket.Id, MessageId = message, Kind = findings[0].Kind, Severity = severity, ArrivedAt = now,
            Due = policies.Known.Sla.Incident(findings[0].Kind, severity, now).Due,
            MayConcernHousehold = findings.Any(f => f.MayConcernHousehold),
            ReportTrigger = findings.Any(f => f.ReportTrigger),
            Lexicon = lexicon,
            Findings = JsonSerializer.Serialize(findings.Select(f => new FindingSpan(Words.Slug(f.Field), f.Start, f.End, f.Rule, Words.Slug(f.Severity), f.Label)), JsonSerializerOptions.Web),
            Fingerprints = [.. findings.Select(f => f.Fingerprint).Distinct()],
        };
        return Keep(ticket, incident, IncidentAct.Detected, "", now);
    }

    /// <summary>An incident that a person saw (D8). What they wrote is the text that fired, so its clock begins now.</summary>
    internal Incident Raise(Ticket ticket, Guid message, SafetyKind kind, Severity severity, string reason, DateTimeOffset now)
    {
        var incident = new Incident
        {
            Id = Guid.CreateVersion7(), TicketId = ticket.Id, MessageId = message, Kind = kind, Severity = severity, ArrivedAt = now,
            Due = policies.Known.Sla.Incident(kind, severity, now).Due, RaisedBy = caller.PersonId,
            // D35a: who lives in the house is not known, so silence is the default.
            MayConcernHousehold = kind is SafetyKind.Crisis or SafetyKind.MandatoryReporting,
            ReportTrigger = kind == SafetyKind.MandatoryReporting,
        };
        return Keep(ticket, incident, IncidentAct.Raised, reason, now);
    }

    private Incident Keep(Ticket ticket, Incident incident, IncidentAct how, string note, DateTimeOffset now)
    {
        db.Add(incident);
        Record(incident, how, now, note);
        Record(incident, IncidentAct.Classified, now);
        var policy = policies.Known.Sla.Incident(incident.Kind, incident.Severity, now).Policy;
        tickets.Record(ticket, new IncidentOpened(incident.Id, incident.MessageId, incident.Kind, incident.Severity, incident.Due, policy), now);
        return incident;
    }

    /// <summary>Writes a step with its time and actor (D35).</summary>
    public void Record(Incident incident, IncidentAct act, DateTimeOffset now, string note = "") => db.Add(new IncidentStep
    {
        Id = Guid.CreateVersion7(now), TicketId = incident.TicketId, IncidentId = incident.Id, Act = act, At = now,
        ActorKind = Words.Slug(caller.Viewer.Kind), PersonId = caller.Viewer.PersonId, Note = note.Trim(),
    });

    public void Add(IncidentNote note) => db.Add(note);

    /// <summary>Incidents that this caller may meet: all for Safety and Legal, else those of tickets they are named for.</summary>
    public IQueryable<Incident> Visible(DateTimeOffset now)
    {
        var sees = caller.Viewer.SeesRestricted;
        return from i in db.Set<Incident>()
               join t in tickets.VisibleTo(caller.Viewer, now) on i.TicketId equals t.Id
               where sees || t.Restricted
               select i;
    }

    /// <summary>The incident with its ticket, which is locked until the transaction ends.</summary>
    /// <exception cref="NotFound">No such incident, or not for this caller.</exception>
    public async Task<(Ticket Ticket, Incident Incident)> ForChange(Guid id, DateTimeOffset now, CancellationToken cancel)
    {
        var ticketId = await Visible(now).Where(i => i.Id == id).Select(i => (Guid?)i.TicketId).SingleOrDefaultAsync(cancel) ?? throw new NotFound();
        var ticket = await tickets.ForChange(ticketId, now, cancel);
        return (ticket, await db.Set<Incident>().SingleAsync(i => i.Id == id, cancel));
    }

    public Task<List<Incident>> Of(Guid ticket, CancellationToken cancel) => db.Set<Incident>().Where(i => i.TicketId == ticket).OrderBy(i => i.Id).ToListAsync(cancel);

    /// <summary>In the order of time; what happened at one instant, in the order of the workflow.</summary>
    public async Task<List<IncidentStep>> StepsOf(Guid incident, CancellationToken cancel) =>
        [.. (await db.Set<IncidentStep>().AsNoTracking().Where(s => s.IncidentId == incident).ToListAsync(cancel)).OrderBy(s => s.At).ThenBy(s => s.Act)];

    public Task<List<IncidentNote>> NotesOf(Guid incident, CancellationToken cancel) =>
        db.Set<IncidentNote>().AsNoTracking().Where(n => n.IncidentId == incident).OrderBy(n => n.At).ThenBy(n => n.Id).ToListAsync(cancel);

    /// <summary>D22a: the first act of Safety stops the clock; later ones change nothing.</summary>
    /// <param name="message">The reply that did it, if one did.</param>
    internal static void Stop(Incident incident, DateTimeOffset at, Guid? message = null)
    {
        if (incident.StoppedAt is not null) return;
        (incident.StoppedAt, incident.StoppedByMessage) = (at, message);
        if (incident.State == "open") incident.State = "acknowledged";
    }
}
