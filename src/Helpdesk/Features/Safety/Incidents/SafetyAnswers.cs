using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>A reply of Safety is an act on every incident of its ticket (D22a), counted at the click; one that does not arrive never was (D24).</summary>
public sealed class SafetyAnswers(HelpdeskDb db, Incidents incidents, Paging paging, People people)
{
    public async Task Left(Guid ticket, Guid message, Guid? person, DateTimeOffset clickedAt, DateTimeOffset now, CancellationToken cancel)
    {
        var open = await db.Set<Incident>().Where(i => i.TicketId == ticket && i.StoppedAt == null).ToListAsync(cancel);
        if (open.Count == 0 || person is not { } writer) return;
        if (await people.Find(writer, cancel) is not { } who || !who.Permissions.Contains(Permission.HandleIncidents)) return;
        foreach (var incident in open.Where(i => i.ArrivedAt <= clickedAt))
        {
            Incidents.Stop(incident, clickedAt, message);
            incidents.Record(incident, IncidentAct.Answered, now);
            await paging.End(incident.Id, "critical", person, now, cancel);
        }
    }

    public async Task Failed(Guid message, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var incident in await db.Set<Incident>().Where(i => i.StoppedByMessage == message).ToListAsync(cancel))
        {
            (incident.StoppedAt, incident.StoppedByMessage) = (null, null);
            if (incident.State == "acknowledged") incident.State = "open";
            incidents.Record(incident, IncidentAct.AnswerFailed, now);
        }
    }
}
