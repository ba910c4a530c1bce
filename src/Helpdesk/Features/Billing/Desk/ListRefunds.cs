using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>The refunds desk (UX 5): what waits for a person, what was issued, what failed. Refunds of tickets that the viewer may not meet do not exist here (D34).</summary>
public static class ListRefunds
{
    public const int Most = 50;

    [Requires(Permission.IssueRefund, Permission.ApproveRefund)]
    public sealed record Query : IQuery<View>;

    /// <param name="Waiting">Asked for or proposed, oldest first.</param>
    /// <param name="Going">Being executed, or not finished at Stripe.</param>
    /// <param name="Failed">Not dealt with yet.</param>
    /// <param name="Outside">Made elsewhere.</param>
    public sealed record View(IReadOnlyList<Row> Waiting, IReadOnlyList<Row> Going, IReadOnlyList<Row> Failed, IReadOnlyList<Row> Issued, IReadOnlyList<OutsideRefund> Outside, IReadOnlyList<ChangeRow> Changes);

    /// <summary>A change of a subscription that waits for Finance, is under way, or failed within a week (D45a).</summary>
    public sealed record ChangeRow(SubscriptionChange Change, string Number, string Who);

    public sealed record Row(RefundIntent Refund, string Number, string Who);

    internal sealed class Handler(RefundIntents refunds, SubscriptionChanges changes, Tickets.Tickets tickets, StaffDirectory people, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var visible = tickets.VisibleTo(caller.Viewer, time.Instant());
            var met = from i in refunds.All join t in visible on i.TicketId equals t.Id select new { Refund = i, t.Number };
            var open = await met.Where(m => m.Refund.State == RefundState.Requested || m.Refund.State == RefundState.Waiting || m.Refund.State == RefundState.Sending
                    || m.Refund.State == RefundState.Pending || m.Refund.State == RefundState.RequiresAction || (m.Refund.State == RefundState.Failed && m.Refund.DealtBy == null)
                    || (m.Refund.SubscriptionState == "failed" && m.Refund.DealtBy == null))
                .OrderBy(m => m.Refund.RequestedAt).Take(Most * 4).ToListAsync(cancellationToken);
            var issued = await met.Where(m => m.Refund.State == RefundState.Succeeded).OrderByDescending(m => m.Refund.SettledAt).Take(Most).ToListAsync(cancellationToken);
            var week = time.Instant().AddDays(-7);
            var changed = await (from c in changes.All join t in visible on c.TicketId equals t.Id
                                 where c.State == SubscriptionChangeState.Requested || c.State == SubscriptionChangeState.Sending || (c.State == SubscriptionChangeState.Failed && c.SettledAt > week)
                                 orderby c.RequestedAt select new { Change = c, t.Number }).Take(Most).ToListAsync(cancellationToken);
            var names = await people.NamesOf([.. open.Concat(issued).Select(m => m.Refund.RequestedBy), .. changed.Select(c => c.Change.RequestedBy)], cancellationToken);
            List<Row> Rows(Func<RefundIntent, bool> fits) => [.. open.Where(m => fits(m.Refund)).Select(m => new Row(m.Refund, m.Number, names.GetValueOrDefault(m.Refund.RequestedBy, "")))];
            return new View(
                Rows(r => r.State is RefundState.Requested or RefundState.Waiting), Rows(r => r.State is RefundState.Sending or RefundState.Pending),
                Rows(r => r.State is RefundState.Failed or RefundState.RequiresAction || r.SubscriptionState == "failed"),
                [.. issued.Select(m => new Row(m.Refund, m.Number, names.GetValueOrDefault(m.Refund.RequestedBy, "")))],
                await refunds.Outside.AsNoTracking().OrderByDescending(r => r.CreatedAt).Take(20).ToListAsync(cancellationToken),
                [.. changed.Select(c => new ChangeRow(c.Change, c.Number, names.GetValueOrDefault(c.Change.RequestedBy, "")))]);
        }
    }
}
