using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Billing;

/// <summary>One refund: its proof, and what this person may do with it.</summary>
[Requires(Permission.IssueRefund, Permission.ApproveRefund)]
public sealed class OneRefundModel(Dispatch desk, Caller caller, Policies policies) : DeskPage(desk)
{
    public ShowRefund.View Shown { get; private set; } = null!;
    public string? Reason { get; private set; }
    public bool MayIssue => caller.Viewer.May(Permission.IssueRefund);

    /// <summary>Why this person cannot approve it; null when they can.</summary>
    public string? NotByMe => RefundRules.Approving(Shown.Refund.State, caller.PersonId, Shown.Refund.RequestedBy, Shown.Refund.ProposedBy, ApproveRefund.ApprovalOf(Shown.Refund), ApproveRefund.ActsAsExecutive(caller.Viewer));
    public string Amount => BillingWords.Money(Shown.Refund.Amount, Shown.Refund.Currency, policies.Known.Refunds);

    public async Task OnGetAsync(Guid id, CancellationToken cancel) => (Shown, ViewData["Title"]) = (await Desk.Send(new ShowRefund.Query(id), cancel), "Refund");

    public Task<IActionResult> OnPostApproveAsync(Guid id, string? seen, CancellationToken cancel) => Do(id, async () =>
    {
        await OnGetAsync(id, cancel);
        var now = await Desk.Send(new ReadBalance.Query(Shown.Refund.Charge), cancel);
        if (await Desk.Send(new ApproveRefund.Command(id, seen ?? "", now), cancel) == RefundState.Void) throw new Refused(RefundRules.BalanceChanged);
    }, cancel);

    public Task<IActionResult> OnPostDeclineAsync(Guid id, string? reason, CancellationToken cancel) => Do(id, () => Desk.Send(new DeclineRefund.Command(id, Reason = reason), cancel), cancel);

    public Task<IActionResult> OnPostDealtAsync(Guid id, CancellationToken cancel) => Do(id, () => Desk.Send(new DealWithRefund.Command(id), cancel), cancel);

    private Task<IActionResult> Do(Guid id, Func<Task> act, CancellationToken cancel) => Act(act, $"/refunds/{id}", () => OnGetAsync(id, cancel));
}
