using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Draft → in review (D36).</summary>
public static class AskForReview
{
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Report) : ICommand<Unit>;

    internal sealed class Handler(Reports reports, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.AskingForReview(report.Standing) is { Count: > 0 } problems) throw new Refused(problems);
            report.State = ReportState.InReview;
            reports.Record(report, "sent_to_review", now);
            return Unit.Value;
        }
    }
}
