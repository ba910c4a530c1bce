using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>One incident with its steps, notes and pages, and the words that fired, folded (D35). A report is shown to Safety and Legal alone.</summary>
public static class ShowIncident
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(Guid Incident) : IQuery<View>;

    /// <param name="Lift">A lift that waits for the second person (D34b).</param>
    /// <param name="NoGuardianNotice">Why no message to the guardian is prepared (D9, D35a); null when it is.</param>
    public sealed record View(
        Incident Incident, string Number, string Subject, bool Restricted, bool Silent, string Label, Said Words, IReadOnlyList<string> Findings,
        IReadOnlyList<Step> Steps, IReadOnlyList<Note> Notes, Report? Report, IReadOnlyList<Ask> Asks, bool Paged, bool MayLift, Waiting? Lift, string? NoGuardianNotice);

    /// <summary>What the customer wrote, and who.</summary>
    public sealed record Said(string Author, string Email, string Text, DateTimeOffset At);

    public sealed record Step(IncidentAct Act, DateTimeOffset At, string Who, string Note);

    public sealed record Note(Guid Id, DateTimeOffset At, string Who, string Text, Guid? Corrects, string? Reason);

    public sealed record Ask(string Who, DateTimeOffset At);

    public sealed record Waiting(string Who, bool Mine, string Reason);

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, Reports reports, StaffDirectory directory, Guardianships guardianships, AccessLog accessLog, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var incident = await incidents.Visible(now).AsNoTracking().SingleOrDefaultAsync(i => i.Id == query.Incident, cancellationToken) ?? throw new NotFound();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).AsNoTracking().SingleAsync(t => t.Id == incident.TicketId, cancellationToken);
            if (ticket.Restricted) await accessLog.Write(ticket.Id, "incident", now, cancellationToken);

            var message = await db.Set<Message>().AsNoTracking().SingleAsync(m => m.Id == incident.MessageId, cancellationToken);
            var steps = await incidents.StepsOf(incident.Id, cancellationToken);
            var notes = await incidents.NotesOf(incident.Id, cancellationToken);
            var report = caller.Viewer.May(Permission.ManageReports) ? await reports.OfIncident(incident.Id, cancellationToken) : null;
            var asks = await db.Set<OnCallAsk>().Where(a => db.Set<OnCallPage>().Any(p => p.Id == a.PageId && p.IncidentId == incident.Id))
                .OrderByDescending(a => a.At).Take(20).Select(a => new { a.PersonId, a.At }).ToListAsync(cancellationToken);
            var paged = await db.Set<OnCallPage>().AnyAsync(p => p.IncidentId == incident.Id && p.EndedAt == null, cancellationToken);
            var holder = await guardianships.Of(ticket, cancellationToken);
            var lift = await db.Set<RestrictionLift>().SingleOrDefaultAsync(l => l.TicketId == ticket.Id && l.LiftedAt == null, cancellationToken);
            var people = steps.Select(s => s.PersonId).Concat(notes.Select(n => (Guid?)n.PersonId)).Concat(asks.Select(a => (Guid?)a.PersonId)).Append(lift?.AskedBy).OfType<Guid>();
            var names = await directory.NamesOf([.. people.Distinct()], cancellationToken);
            return new View(
                incident, ticket.Number, ticket.Subject, ticket.Restricted, ticket.Silent, Found.Label(incident),
                new Said(message.AuthorName, message.AuthorEmail, message.Text, message.At), [.. Found.In(incident).Select(f => f.Label).Distinct(StringComparer.Ordinal)],
                // To whoever is named for the ticket the fact of a report stays unknown (D36).
                [.. steps.Where(s => caller.Viewer.SeesRestricted || s.Act is not (IncidentAct.Reportable or IncidentAct.NotReportable or IncidentAct.ReportSubmitted))
                    .Select(s => new Step(s.Act, s.At, Name(s.PersonId), s.Note))],
                [.. notes.Select(n => new Note(n.Id, n.At, Name(n.PersonId), n.Text, n.CorrectsId, n.Reason))], report,
                [.. asks.Select(a => new Ask(Name(a.PersonId), a.At))], paged,
                ticket.Restricted && caller.Viewer.May(Permission.LiftRestriction) && await Liftable(ticket, cancellationToken),
                lift is null ? null : new Waiting(Name(lift.AskedBy), lift.AskedBy == caller.Viewer.PersonId, lift.Reason),
                GuardianNotice.Hindrance(incident.Severity, ticket.Silent, incident.MayConcernHousehold, holder.Email is null ? null : holder.IsHolder(message.AuthorEmail)));

            string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "Somebody") : "Helpdesk";
        }

        private async Task<bool> Liftable(Ticket ticket, CancellationToken cancel)
        {
            var found = (await incidents.Of(ticket.Id, cancel)).Select(i => (i.Severity, i.Outcome == "no_risk")).ToList();
            return LiftRules.Problems(ticket, found, await reports.AnyOn(ticket.Id, cancel), "asked", null, Guid.Empty).Count == 0;
        }
    }
}
