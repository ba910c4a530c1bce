using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Somebody has read this version and stands for it (D36); after a submission by one person alone, the review that is owed.</summary>
public static class ReviewReport
{
    /// <param name="Version">The version that was read: a newer one is another text.</param>
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Report, int Version) : ICommand<Unit>;

    internal sealed class Handler(Reports reports, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.Reviewing(report.Standing, caller.PersonId) is { Count: > 0 } problems) throw new Refused(problems);
            if (command.Version != report.Version) throw new Stale("Somebody has saved another version since. Read it, then review that one.");
            report.ReviewedVersion = report.Version;
            reports.Record(report, report.ReviewOwed ? "reviewed_afterwards" : "reviewed", now);
            if (report.State == ReportState.Draft) report.State = ReportState.InReview;
            report.ReviewOwed = false;
            return Unit.Value;
        }
    }
}
