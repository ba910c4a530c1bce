using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>"Is this reportable?" (D9). Yes opens a draft; no stands with its reason.</summary>
public static class AnswerReportable
{
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Incident, bool Reportable, string? Reason) : ICommand<Unit>;

    internal sealed class Handler(
        Incidents incidents, Reports reports, ReportWriting writing, Safeguard safeguard, Clockwork clockwork, Policies policies, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, incident) = await incidents.ForChange(command.Incident, now, cancellationToken);
            var hasReport = await reports.OfIncident(incident.Id, cancellationToken) is not null;
            if (IncidentRules.Answering(command.Reportable, hasReport, incident.State == "resolved", command.Reason) is { Count: > 0 } problems) throw new Refused(problems);
            incidents.Record(incident, command.Reportable ? IncidentAct.Reportable : IncidentAct.NotReportable, now, command.Reason ?? "");
            if (!command.Reportable) return Unit.Value;
            var raised = incident.RaisedBy is null ? "" : (await incidents.StepsOf(incident.Id, cancellationToken)).Find(s => s.Act == IncidentAct.Raised)?.Note ?? "";
            reports.Open(ticket, incident, await writing.Facts(ticket, incident, Found.In(incident), raised, cancellationToken), now);
            await safeguard.RestrictIfGrave(ticket, reported: true, isNew: false, now, cancellationToken);
            clockwork.Recompute(ticket, await policies.Current(cancellationToken), "report", now);
            return Unit.Value;
        }
    }
}
