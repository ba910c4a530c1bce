using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>The SLA policies and calendars as they are written, and how they came to be.</summary>
public static class ShowSlaPolicies
{
    [Requires(Permission.EditPolicies)]
    public sealed record Query : IQuery<View>;

    /// <param name="Version">What a change is based on.</param>
    /// <param name="History">Newest first.</param>
    public sealed record View(int Version, SlaSheet Policies, CalendarSheet Calendars, IReadOnlyList<Step> History);

    public sealed record Step(int Version, DateTimeOffset At, string Author, string Reason, IReadOnlyList<string> Changes);

    internal sealed class Handler(SlaPolicyVersions versions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var newest = await versions.Newest(cancellationToken);
            var all = await versions.All(cancellationToken);
            return new View(newest.Version, newest.Sheet, newest.CalendarSheet, Steps([.. all.Where(v => v.Kind == "sla")], [.. all.Where(v => v.Kind == "calendars")]));
        }

        /// <summary>A change of the calendars was saved at the instant of the policies' version that stands for it.</summary>
        private static List<Step> Steps(List<PolicyVersion> policies, List<PolicyVersion> calendars) =>
        [
            .. policies.Select((now, i) => new Step(now.Version, now.At, now.Author, now.Reason,
            [
                .. i + 1 < policies.Count ? SlaSheet.Read(now.Data).Against(SlaSheet.Read(policies[i + 1].Data)) : [],
                .. calendars.FindIndex(c => c.At == now.At) is >= 0 and var at && at + 1 < calendars.Count
                    ? CalendarSheet.Read(calendars[at].Data).Against(CalendarSheet.Read(calendars[at + 1].Data)) : [],
            ])),
        ];
    }
}
