using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// What a verdict starts by itself (D9): incidents with clocks of their own (D22a), drafts of reports (D36), on-call (D9b), restriction
/// (D34) with the cut of what outsiders hold, and the healing of texts that were not screened (D34a).
/// </summary>
public sealed class Safeguard(
    HelpdeskDb db, Tickets.Tickets tickets, Clockwork clockwork, JobQueue jobs, Incidents incidents, Reports reports, ReportWriting writing, Paging paging)
{
    public const string RescreenJob = "rescreen";

    /// <summary>Opens what the verdict demands on a ticket; to be called in the transaction that stores the text.</summary>
    /// <param name="verdict">Null when the text could not be screened.</param>
    public async Task Apply(Ticket ticket, Guid message, Verdict? verdict, bool isNew, DateTimeOffset now, CancellationToken cancel)
    {
        if (verdict is null)
        {
            await Restrict(ticket, notScreened: true, isNew, now, cancel);
            jobs.Add(RescreenJob, ticket.Id, now.AddSeconds(10), JsonSerializer.Serialize(new { message }));
            return;
        }

        var reported = false;
        var known = isNew ? [] : await Fingerprints(ticket.Id, cancel);
        foreach (var kind in verdict.Findings.Where(f => !known.Contains(f.Fingerprint)).GroupBy(f => f.Kind).OrderByDescending(g => g.Max(f => f.Severity)))
        {
            var incident = incidents.Open(ticket, message, [.. kind], verdict.LexiconVersion, now);
            var reportable = kind.Where(f => f.ReportTrigger).Select(f => new ReportFinding(f.Field, f.Start, f.End, f.Label, f.Text)).ToList();
            await Start(ticket, incident, reportable, raised: "", now, cancel);
            reported |= incident.ReportTrigger;
        }

        await RestrictIfGrave(ticket, reported, isNew, now, cancel);
    }

    /// <summary>What a person saw starts what a finding starts (D8, D9).</summary>
    /// <param name="message">The customer's message it is about.</param>
    public async Task Raise(Ticket ticket, Guid message, SafetyKind kind, Severity severity, string reason, DateTimeOffset now, CancellationToken cancel)
    {
        var incident = incidents.Raise(ticket, message, kind, severity, reason, now);
        await Start(ticket, incident, [], reason, now, cancel);
        await RestrictIfGrave(ticket, incident.ReportTrigger, isNew: false, now, cancel);
    }

    /// <summary>D9, D10: a draft for every trigger whatever the severity; on-call for everything critical.</summary>
    private async Task Start(Ticket ticket, Incident incident, IReadOnlyList<ReportFinding> findings, string raised, DateTimeOffset now, CancellationToken cancel)
    {
        if (incident.ReportTrigger) reports.Open(ticket, incident, await writing.Facts(ticket, incident, findings, raised, cancel), now);
        if (incident.Severity == Severity.Critical) paging.Begin(ticket, incident.Id, Paging.Critical, now);
    }

    /// <summary>D34: high and critical, and every ticket with a report.</summary>
    internal async Task RestrictIfGrave(Ticket ticket, bool reported, bool isNew, DateTimeOffset now, CancellationToken cancel)
    {
        if (!ticket.Restricted && (reported || ticket.Severity >= Severity.High)) await Restrict(ticket, notScreened: false, isNew, now, cancel);
    }

    /// <summary>A later message may change where the ticket belongs (D12): a finding of medium or more sends it to Safety.</summary>
    public void Reroute(Ticket ticket, Verdict? verdict, PolicySet set, DateTimeOffset now)
    {
        if (verdict?.Worst is { } worst) Reroute(ticket, worst.Kind, worst.Severity, $"The screening found {Name(worst.Kind)} of {Words.Slug(worst.Severity)} severity in a later message.", set, now);
    }

    /// <inheritdoc cref="Reroute(Ticket, Verdict?, PolicySet, DateTimeOffset)"/>
    public void Reroute(Ticket ticket, SafetyKind of, Severity severity, string reason, PolicySet set, DateTimeOffset now)
    {
        var kind = Words.Slug(of);
        if (severity < Severity.Medium || (ticket.Category == Category.Safety && ticket.Subcategory == kind))
        {
            clockwork.Recompute(ticket, set, "incident", now); // D22a: the first response follows a new incident's clock
            return;
        }

        var path = set.Routing.Path(Category.Safety);
        var tier = SupportTiers.Of(ticket.Severity, ticket.Impact, ticket.Signals, set.Urgency);
        tickets.Record(ticket, new Triaged(
            kind, ticket.Confidence, ticket.Subcategory, 0, [], "rule", "", path.TeamAt(1), 1, path.Owner, NeedsTriage: false, ticket.LegalReview,
            Priorities.Of(ticket.Severity, ticket.Impact, ticket.Signals, set.Urgency), tier, ticket.Impact, ticket.Signals,
            reason), now);
        clockwork.Recompute(ticket, set, "reclassified", now);
    }

    /// <summary>D34: assignee, drafts and waiting replies of outsiders are cut, and the cut is recorded.</summary>
    private async Task Restrict(Ticket ticket, bool notScreened, bool isNew, DateTimeOffset now, CancellationToken cancel)
    {
        if (ticket.Restricted && ticket.NotScreened == notScreened) return;
        var cut = new List<string>();
        if (!isNew && !ticket.Restricted)
        {
            if (ticket.AssigneeId is { } assignee && !await MayMeet(assignee, cancel)) cut.Add("assignee");
            var drafts = db.Set<Draft>().Where(d => d.TicketId == ticket.Id && !Insiders().Contains(d.PersonId));
            if (await drafts.ExecuteDeleteAsync(cancel) > 0) cut.Add("drafts");
            var told = db.Set<Notification>().Where(n => n.TicketId == ticket.Id && !Insiders().Contains(n.PersonId));
            if (await told.ExecuteDeleteAsync(cancel) > 0) cut.Add("notifications");
            var replies = db.Set<OutboxMail>().Where(m => m.TicketId == ticket.Id && m.State == "waiting");
            if (await replies.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, "undone"), cancel) > 0) cut.Add("waiting_mail");
            // The thread says that it never left; it stands there for Safety to read.
            await db.Set<Message>().Where(m => m.TicketId == ticket.Id && m.Delivery == "waiting")
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, "undone"), cancel);
        }

        tickets.Record(ticket, new Restricted(notScreened, cut), now);
    }

    internal static string Name(SafetyKind kind) => Taxonomy.Get(Words.Slug(kind)).Name.ToLowerInvariant();

    private Task<bool> MayMeet(Guid person, CancellationToken cancel) => Insiders().AnyAsync(id => id == person, cancel);

    private IQueryable<Guid> Insiders()
    {
        var insiders = new[] { Words.Slug(Role.Safety), Words.Slug(Role.Legal) };
        return from given in db.UserRoles join role in db.Roles on given.RoleId equals role.Id where insiders.Contains(role.Name) select given.UserId;
    }

    private async Task<HashSet<string>> Fingerprints(Guid ticket, CancellationToken cancel) =>
        [.. (await db.Set<Incident>().Where(i => i.TicketId == ticket).Select(i => i.Fingerprints).ToListAsync(cancel)).SelectMany(f => f)];
}

/// <summary>A finding's span as it is stored: offsets only, the words stay in the message.</summary>
/// <param name="Label">What was seen, in the words of the lexicon (D35); null in rows from before it was kept.</param>
public sealed record FindingSpan(string Field, int Start, int End, string Rule, string Severity, string? Label = null);
