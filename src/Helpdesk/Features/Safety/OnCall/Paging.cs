using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Asks on-call (D9b): a page is a row, each of its turns a job whose time follows from the beginning of the page. What it does not
/// do: decide whom a turn goes to, or write the mail; see <see cref="CallOnCall"/>.
/// </summary>
public sealed class Paging(HelpdeskDb db, JobQueue jobs)
{
    public const string Critical = "critical";

    /// <param name="until">From here the next cause takes over.</param>
    public void Begin(Ticket ticket, Guid incident, string cause, DateTimeOffset since, DateTimeOffset? until = null)
    {
        var page = new OnCallPage { Id = Guid.CreateVersion7(since), TicketId = ticket.Id, IncidentId = incident, Cause = cause, Since = since, Until = until };
        db.Add(page);
        Next(page, turn: 0);
    }

    internal void Next(OnCallPage page, int turn) =>
        jobs.Add(CallOnCall.Job, page.TicketId, PageSchedule.At(page.Since, turn), JsonSerializer.Serialize(new { page = page.Id, turn }));

    /// <summary>The cause of a page for a report with so much time left.</summary>
    internal static string Cause(TimeSpan left) => string.Create(CultureInfo.InvariantCulture, $"report_{left.TotalMinutes:0}");

    /// <summary>Ends the pages of an incident; those that ended before stay as they are.</summary>
    /// <param name="cause">Null ends all.</param>
    /// <param name="person">Who acknowledged; null: there is nothing to do any more.</param>
    /// <returns>How many were ended.</returns>
    public async Task<int> End(Guid incident, string? cause, Guid? person, DateTimeOffset now, CancellationToken cancel)
    {
        var pages = await db.Set<OnCallPage>().Where(p => p.IncidentId == incident && p.EndedAt == null && (cause == null || p.Cause == cause)).ToListAsync(cancel);
        foreach (var page in pages) (page.EndedAt, page.EndedBy) = (now, person);
        return pages.Count;
    }

    /// <summary>The pages of a report that is decided on end by themselves.</summary>
    public async Task EndReport(Guid incident, Guid? person, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var left in PageSchedule.BeforeDeadline) await End(incident, Cause(left), person, now, cancel);
    }
}
