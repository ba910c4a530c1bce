using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The door to the versions of the SLA policies and of the calendars they count on: never overwritten, each with author and reason. One
/// number stands for both, that of the policies, so that a ticket can say by which its clocks go (D25).
/// </summary>
public sealed class SlaPolicyVersions(HelpdeskDb db)
{
    private const string Sla = "sla";
    private const string Calendars = "calendars";

    /// <summary>Both as they are written.</summary>
    public sealed record Texts(int Version, string Policies, string Calendars)
    {
        public SlaSheet Sheet => SlaSheet.Read(Policies) with { Version = Version };

        public CalendarSheet CalendarSheet => Domain.Tickets.CalendarSheet.Read(Calendars);
    }

    public async Task<Texts> Newest(CancellationToken cancel)
    {
        var sla = await Of(Sla).FirstAsync(cancel);
        return new Texts(sla.Version, sla.Data, (await Of(Calendars).FirstAsync(cancel)).Data);
    }

    /// <summary>Every version of both, newest first.</summary>
    public async Task<IReadOnlyList<PolicyVersion>> All(CancellationToken cancel) => await db.Set<PolicyVersion>().AsNoTracking()
        .Where(p => p.Kind == Sla || p.Kind == Calendars).OrderByDescending(p => p.At).ThenByDescending(p => p.Version).ToListAsync(cancel);

    /// <summary>The next version of both, read as every node will read it.</summary>
    /// <exception cref="Refused">It cannot be in force; the sentences say what is in the way.</exception>
    public static (Texts Next, SlaPolicies InForce, IReadOnlyList<string> Changes) With(Texts now, SlaChange change)
    {
        var (sheet, calendars) = ((change.Policies ?? now.Sheet) with { Version = now.Version + 1 }, change.Calendars ?? now.CalendarSheet);
        if ((IReadOnlyList<string>)[.. sheet.Problems(), .. calendars.Problems()] is { Count: > 0 } problems) throw new Refused(problems);
        IReadOnlyList<string> changes = [.. sheet.Against(now.Sheet), .. calendars.Against(now.CalendarSheet)];
        if (changes.Count == 0) throw new Refused("Nothing was changed.");
        var next = new Texts(sheet.Version, sheet.On(now.Policies), change.Calendars is null ? now.Calendars : (calendars with { Version = calendars.Version + 1 }).ToString());
        try
        {
            return (next, SlaPolicies.Parse(next.Policies, SupportCalendars.Parse(next.Calendars)), changes);
        }
        catch (FormatException problem)
        {
            throw new Refused($"This cannot be in force. {problem.Message}");
        }
    }

    public void Add(Texts next, bool calendars, string author, string reason, DateTimeOffset now)
    {
        db.Add(new PolicyVersion { Kind = Sla, Version = next.Version, Data = next.Policies, Author = author, Reason = reason, At = now });
        if (calendars) db.Add(new PolicyVersion { Kind = Calendars, Version = next.CalendarSheet.Version, Data = next.Calendars, Author = author, Reason = reason, At = now });
    }

    private IQueryable<PolicyVersion> Of(string kind) => db.Set<PolicyVersion>().AsNoTracking().Where(p => p.Kind == kind).OrderByDescending(p => p.Version);
}

/// <summary>What an administrator wants: other policies, other calendars, or both.</summary>
public sealed record SlaChange(SlaSheet? Policies, CalendarSheet? Calendars);
