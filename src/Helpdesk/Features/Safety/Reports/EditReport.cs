using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>A new version of a report (D36). The one before is kept, and a review of it counts no more.</summary>
public static class EditReport
{
    /// <param name="BasedOn">The version that was edited: another one in between stops it, and what was typed is kept.</param>
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Report, int BasedOn, string? Content, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Content).MaximumLength(100_000).WithMessage("The report is longer than 100,000 characters.");
            RuleFor(c => c.Reason).MaximumLength(2_000).WithMessage("The reason is longer than 2,000 characters.");
        }
    }

    internal sealed class Handler(Reports reports, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.Editing(report.Standing, command.Content, command.Reason) is { Count: > 0 } problems) throw new Refused(problems);
            if (command.BasedOn != report.Version) throw new Stale("Somebody has saved another version since. Yours is kept below: compare, then save again.");
            reports.Edit(report, command.Content!, command.Reason!, now);
            return Unit.Value;
        }
    }
}
