using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Demo;

/// <summary>Safety of the demo keeps up with what is restricted: it says "I have it", and hands over what must be reported (D35, D36).</summary>
internal sealed class DemoSafety(IServiceProvider services, DemoSender sender, Viewer safety)
{
    public async Task Settle(string number, CancellationToken cancel)
    {
        var (incidents, reports) = await Open(number, cancel);
        foreach (var incident in incidents) await sender.Send(safety, new AcknowledgeIncident.Command(incident), cancel);
        foreach (var (report, version) in reports)
        {
            await sender.Send(safety, new ReviewReport.Command(report, version), cancel);
            await sender.Send(safety, new SubmitReport.Command(report, version, "State child protection hotline", $"DEMO-{number}", Reason: null), cancel);
        }
    }

    private async Task<(List<Guid> Incidents, List<(Guid, int)> Reports)> Open(string number, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HelpdeskDb>();
        var ticket = await db.Set<Ticket>().Where(t => t.Number == number).Select(t => t.Id).SingleAsync(cancel);
        var incidents = await db.Set<Incident>().Where(i => i.TicketId == ticket && (i.StoppedAt == null || db.Set<OnCallPage>().Any(p => p.IncidentId == i.Id && p.EndedAt == null)))
            .Select(i => i.Id).ToListAsync(cancel);
        var reports = await db.Set<Report>().Where(r => r.TicketId == ticket && (r.State == ReportState.Draft || r.State == ReportState.InReview))
            .Select(r => new { r.Id, r.Version }).ToListAsync(cancel);
        return (incidents, [.. reports.Select(r => (r.Id, r.Version))]);
    }
}
