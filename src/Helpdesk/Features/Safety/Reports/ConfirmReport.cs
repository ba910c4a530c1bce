using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>The authority has confirmed that it has the report (D36).</summary>
public static class ConfirmReport
{
    [Requires(Permission.SubmitReports)]
    public sealed record Command(Guid Report, string? Confirmation) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Confirmation).MaximumLength(2_000).WithMessage("That is longer than 2,000 characters.");
    }

    internal sealed class Handler(Reports reports, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.Confirming(report.Standing, command.Confirmation) is { Count: > 0 } problems) throw new Refused(problems);
            report.State = ReportState.Confirmed;
            reports.Record(report, "confirmed", now, command.Confirmation!);
            return Unit.Value;
        }
    }
}
