using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Ends an incident: reviewed, no risk found (D8), which leaves the detection in place; or handled to its end (D35). Always with a reason.</summary>
public static class ResolveIncident
{
    [Requires(Permission.HandleIncidents)]
    public sealed record Command(Guid Incident, bool NoRisk, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(20_000).WithMessage("The reason is longer than 20,000 characters.");
    }

    internal sealed class Handler(Incidents incidents, Reports reports, Paging paging, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, incident) = await incidents.ForChange(command.Incident, now, cancellationToken);
            var undecided = await reports.OfIncident(incident.Id, cancellationToken) is { } report && report.Standing.IsOpen;
            var recorded = (await incidents.StepsOf(incident.Id, cancellationToken)).Where(s => s.Act.IsByHand() || s.Act is IncidentAct.Answered or IncidentAct.ReportSubmitted)
                .Select(s => s.Act.Stage()).ToHashSet();
            var problems = IncidentRules.Resolving(command.NoRisk, command.Reason, incident.State == "resolved", undecided, incident.Severity, recorded);
            if (problems.Count > 0) throw new Refused(problems);

            Incidents.Stop(incident, now);
            await paging.End(incident.Id, cause: null, caller.PersonId, now, cancellationToken);
            (incident.State, incident.Outcome, incident.ResolvedAt) = ("resolved", command.NoRisk ? "no_risk" : "handled", now);
            incidents.Record(incident, command.NoRisk ? IncidentAct.NoRisk : IncidentAct.Handled, now, command.Reason!);
            return Unit.Value;
        }
    }
}
