using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>What Safety did at a step of the workflow, in its own words (D35).</summary>
public static class RecordStep
{
    [Requires(Permission.HandleIncidents)]
    public sealed record Command(Guid Incident, IncidentAct Act, string? Note) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Note).MaximumLength(20_000).WithMessage("That is longer than 20,000 characters.");
    }

    internal sealed class Handler(Incidents incidents, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, incident) = await incidents.ForChange(command.Incident, now, cancellationToken);
            if (IncidentRules.Recording(command.Act, incident.State == "resolved", command.Note) is { Count: > 0 } problems) throw new Refused(problems);
            incidents.Record(incident, command.Act, now, command.Note!);
            return Unit.Value;
        }
    }
}
