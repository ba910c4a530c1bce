using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>
/// "I have it": the first act of Safety stops the incident's clock (D22a) and ends every page of it (D9b). A liaison's is recorded and
/// overrides nothing (D35). Said twice, the second changes nothing.
/// </summary>
public static class AcknowledgeIncident
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(Guid Incident) : ICommand<Unit>;

    internal sealed class Handler(Incidents incidents, Paging paging, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, incident) = await incidents.ForChange(command.Incident, now, cancellationToken);
            if (!caller.Viewer.May(Permission.HandleIncidents))
            {
                if (caller.Viewer.SeesRestricted) throw new Refused("Safety acknowledges an incident. Your note stands beside it.");
                var steps = await incidents.StepsOf(incident.Id, cancellationToken);
                if (!steps.Exists(s => s.Act == IncidentAct.LiaisonAcknowledged && s.PersonId == caller.PersonId)) incidents.Record(incident, IncidentAct.LiaisonAcknowledged, now);
                return Unit.Value;
            }

            var ended = await paging.End(incident.Id, cause: null, caller.PersonId, now, cancellationToken);
            if (incident.StoppedAt is not null && ended == 0) return Unit.Value;
            Incidents.Stop(incident, now);
            incidents.Record(incident, IncidentAct.Acknowledged, now);
            return Unit.Value;
        }
    }
}
