using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Records that the report was handed over: to whom, under which reference, when and by whom (D36). Record and state are one
/// transaction, and the table takes neither without the other. In the last 20 minutes one person may do it alone, with a reason.
/// </summary>
public static class SubmitReport
{
    /// <param name="Version">The version that was handed over.</param>
    /// <param name="Reason">Only without a review.</param>
    [Requires(Permission.SubmitReports)]
    public sealed record Command(Guid Report, int Version, string? Authority, string? Reference, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Authority).MaximumLength(500).WithMessage("The authority's name is longer than 500 characters.");
            RuleFor(c => c.Reference).MaximumLength(200).WithMessage("The reference is longer than 200 characters.");
            RuleFor(c => c.Reason).MaximumLength(2_000).WithMessage("The reason is longer than 2,000 characters.");
        }
    }

    internal sealed class Handler(Reports reports, Paging paging, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            var problems = ReportRules.Submitting(report.Standing, command.Authority, command.Reference, command.Reason, now);
            if (problems.Count > 0) throw new Refused(problems);
            if (command.Version != report.Version) throw new Stale("Somebody has saved another version since. Say which one was handed over.");
            var alone = !report.Standing.IsReviewed;
            (report.State, report.SubmittedAt, report.SubmittedBy, report.ReviewOwed) = (ReportState.Submitted, now, caller.PersonId, alone);
            reports.Record(report, alone ? "submitted_alone" : "submitted", now, alone ? command.Reason! : "", command.Authority, command.Reference);
            reports.Submitted(await reports.IncidentOf(report, cancellationToken), now);
            await paging.EndReport(report.IncidentId, caller.PersonId, now, cancellationToken);
            return Unit.Value;
        }
    }
}
