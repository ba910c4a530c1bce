using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>A draft that needs no submission, with the reason (D36). Its versions stay, and so does the restriction (D34b).</summary>
public static class FindNotReportable
{
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Report, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(20_000).WithMessage("The reason is longer than 20,000 characters.");
    }

    internal sealed class Handler(Reports reports, Incidents incidents, Paging paging, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.FindingNotReportable(report.Standing, command.Reason) is { Count: > 0 } problems) throw new Refused(problems);
            report.State = ReportState.NotReportable;
            reports.Record(report, "not_reportable", now, command.Reason!);
            incidents.Record(await reports.IncidentOf(report, cancellationToken), IncidentAct.NotReportable, now, command.Reason!);
            await paging.EndReport(report.IncidentId, caller.PersonId, now, cancellationToken);
            return Unit.Value;
        }
    }
}
