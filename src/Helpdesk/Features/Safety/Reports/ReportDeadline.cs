using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>40 and 20 minutes before the deadline of a report that is not decided on, and at the deadline, on-call is paged (D9b, D36).</summary>
public static class ReportDeadline
{
    public const string Job = "report_deadline";

    /// <param name="Left">Minutes before the deadline: 40, 20 or 0.</param>
    [Requires(Permission.System)]
    public sealed record Command(Guid Report, int Left) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data)
        {
            using var json = JsonDocument.Parse(data);
            return new Command(json.RootElement.GetProperty("report").GetGuid(), json.RootElement.GetProperty("left").GetInt32());
        }
    }

    internal sealed class Handler(Reports reports, Paging paging, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (!report.Standing.IsOpen) return Unit.Value;
            var left = TimeSpan.FromMinutes(command.Left);
            if (left == TimeSpan.Zero) reports.Record(report, "deadline_missed", now);
            // The page before it runs out where this one begins; what was acknowledged for that one is asked again.
            var next = PageSchedule.BeforeDeadline.Where(b => b < left).Select(b => (DateTimeOffset?)(report.Due - b)).FirstOrDefault();
            paging.Begin(ticket, report.IncidentId, Paging.Cause(left), report.Due - left, next);
            return Unit.Value;
        }
    }
}
