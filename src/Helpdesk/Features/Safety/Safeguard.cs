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
/// What a verdict starts by itself (D9): incidents with clocks of their own (D22a), restriction (D34) with the cut of what
/// outsiders hold, and the healing of texts that were not screened (D34a).
/// </summary>
public sealed class Safeguard(HelpdeskDb db, Tickets.Tickets tickets, Clockwork clockwork, Policies policies, JobQueue jobs)
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

        var known = isNew ? [] : await Fingerprints(ticket.Id, cancel);
        foreach (var kind in verdict.Findings.Where(f => !known.Contains(f.Fingerprint)).GroupBy(f => f.Kind).OrderByDescending(g => g.Max(f => f.Severity)))
        {
            Open(ticket, message, [.. kind], verdict.LexiconVersion, now);
        }

        if (ticket.Severity >= Severity.High && !ticket.Restricted) await Restrict(ticket, notScreened: false, isNew, now, cancel);
    }

    /// <summary>A later message may change where the ticket belongs (D12): a finding of medium or more sends it to Safety.</summary>
    public void Reroute(Ticket ticket, Verdict? verdict, PolicySet set, DateTimeOffset now)
    {
        if (verdict?.Worst is not { } worst) return;
        var kind = Words.Slug(worst.Kind);
        if (worst.Severity < Severity.Medium || (ticket.Category == Category.Safety && ticket.Subcategory == kind))
        {
            clockwork.Recompute(ticket, set, "incident", now); // D22a: the first response follows a new incident's clock
            return;
        }

        var path = set.Routing.Path(Category.Safety);
        var tier = SupportTiers.Of(ticket.Severity, ticket.Impact, ticket.Signals);
        tickets.Record(ticket, new Triaged(
            kind, ticket.Confidence, ticket.Subcategory, 0, [], "rule", "", path.TeamAt(1), 1, path.Owner, NeedsTriage: false, ticket.LegalReview,
            Priorities.Of(ticket.Severity, ticket.Impact, ticket.Signals), tier, ticket.Impact, ticket.Signals,
            $"The screening found {Taxonomy.Get(kind).Name.ToLowerInvariant()} of {Words.Slug(worst.Severity)} severity in a later message."), now);
        clockwork.Recompute(ticket, set, "reclassified", now);
    }

    private void Open(Ticket ticket, Guid message, List<Finding> findings, string lexicon, DateTimeOffset now)
    {
        var severity = findings.Max(f => f.Severity);
        var target = policies.Known.Sla.Incident(findings[0].Kind, severity, now);
        var incident = new Incident
        {
            Id = Guid.CreateVersion7(),
            TicketId = ticket.Id,
            MessageId = message,
            Kind = findings[0].Kind,
            Severity = severity,
            ArrivedAt = now,
            Due = target.Due,
            MayConcernHousehold = findings.Any(f => f.MayConcernHousehold),
            ReportTrigger = findings.Any(f => f.ReportTrigger),
            Lexicon = lexicon,
            Findings = JsonSerializer.Serialize(findings.Select(f => new FindingSpan(Words.Slug(f.Field), f.Start, f.End, f.Rule, Words.Slug(f.Severity))), JsonSerializerOptions.Web),
            Fingerprints = [.. findings.Select(f => f.Fingerprint).Distinct()],
        };
        db.Add(incident);
        tickets.Record(ticket, new IncidentOpened(incident.Id, message, incident.Kind, severity, target.Due, target.Policy), now);
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
            var replies = db.Set<OutboxMail>().Where(m => m.TicketId == ticket.Id && m.State == "waiting");
            if (await replies.ExecuteUpdateAsync(set => set.SetProperty(m => m.State, "undone"), cancel) > 0) cut.Add("waiting_mail");
            // The thread says that it never left; it stands there for Safety to read.
            await db.Set<Message>().Where(m => m.TicketId == ticket.Id && m.Delivery == "waiting")
                .ExecuteUpdateAsync(set => set.SetProperty(m => m.Delivery, "undone"), cancel);
        }

        tickets.Record(ticket, new Restricted(notScreened, cut), now);
    }

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
public sealed record FindingSpan(string Field, int Start, int End, string Rule, string Severity);
