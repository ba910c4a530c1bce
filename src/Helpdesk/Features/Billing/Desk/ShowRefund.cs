using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>One refund with its proof and where it stands.</summary>
public static class ShowRefund
{
    [Requires(Permission.IssueRefund, Permission.ApproveRefund)]
    public sealed record Query(Guid Id) : IQuery<View>;

    public sealed record View(RefundIntent Refund, string Number, string RequestedBy, string ProposedBy, string ApprovedBy);

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, StaffDirectory people, Caller caller, TimeProvider time) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var visible = tickets.VisibleTo(caller.Viewer, time.Instant());
            var found = await (from i in refunds.All where i.Id == query.Id join t in visible on i.TicketId equals t.Id select new { Refund = i, t.Number }).SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var names = await people.NamesOf([.. new[] { found.Refund.RequestedBy, found.Refund.ProposedBy, found.Refund.ApprovedBy }.OfType<Guid>()], cancellationToken);
            string Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "somebody") : "";
            return new View(found.Refund, found.Number, Name(found.Refund.RequestedBy), Name(found.Refund.ProposedBy), Name(found.Refund.ApprovedBy));
        }
    }
}
