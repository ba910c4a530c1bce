using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>The refund policy in force and how it came to be.</summary>
public static class ShowRefundPolicy
{
    [Requires(Permission.IssueRefund)]
    public sealed record Query : IQuery<View>;

    /// <param name="History">Newest first.</param>
    public sealed record View(RefundPolicySheet Sheet, RefundPolicy Policy, IReadOnlyList<Step> History);

    public sealed record Step(int Version, DateTimeOffset At, string Author, string Reason, IReadOnlyList<string> Changes);

    internal sealed class Handler(RefundPolicyVersions versions) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var all = await versions.All(cancellationToken);
            var sheets = all.Select(v => RefundPolicySheet.Read(v.Data)).ToList();
            var policy = RefundPolicy.Parse(all[^1].Data);
            var steps = all.Select((v, i) => new Step(v.Version, v.At, v.Author, v.Reason, i == 0 ? [] : sheets[i].Against(sheets[i - 1], policy))).Reverse().ToList();
            return new View(sheets[^1], policy, steps);
        }
    }
}
