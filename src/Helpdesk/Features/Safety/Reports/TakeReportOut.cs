using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>
/// The report as it is printed or saved to hand it over (D36). That it was taken out is written down before it is shown: a report never
/// leaves without its record.
/// </summary>
public static class TakeReportOut
{
    [Requires(Permission.ManageReports)]
    public sealed record Command(Guid Report) : ICommand<Sheet>;

    /// <param name="Reviewed">False in the last 20 minutes, when one person may hand it over alone.</param>
    public sealed record Sheet(string Number, int Version, string Content, DateTimeOffset WrittenAt, bool Reviewed);

    internal sealed class Handler(Reports reports, TimeProvider time) : IRequestHandler<Command, Sheet>
    {
        public async Task<Sheet> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, report) = await reports.ForChange(command.Report, now, cancellationToken);
            if (ReportRules.Leaving(report.Standing, now) is { Count: > 0 } problems) throw new Refused(problems);
            reports.TakenOut(report, now);
            var version = await reports.Content(report.Id, report.Version, cancellationToken);
            return new Sheet(ticket.Number, version.Version, version.Content, version.At, report.Standing.IsReviewed);
        }
    }
}
