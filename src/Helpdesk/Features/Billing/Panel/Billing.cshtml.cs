using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Billing;

/// <summary><see cref="ShowBilling"/> as a fragment of the ticket's side, and as a page of its own without script.</summary>
[Requires(Permission.ReadTickets)]
public sealed class BillingModel(Dispatch desk, Caller caller, Policies policies) : DeskPage(desk)
{
    public ShowBilling.View Shown { get; private set; } = null!;
    public bool MayAsk => Shown.MayMoveMoney && caller.Viewer.May(Permission.RequestRefund);
    public bool MayLink => Shown.MayMoveMoney && caller.Viewer.May(Permission.WorkTickets);
    public bool MayCheck => Shown.Trouble is null && caller.Viewer.May(Permission.WorkTickets);

    /// <summary>Names of settings are for those who set them.</summary>
    public string? ForAdministrators => Shown.Trouble == BillingWords.NotConnected && caller.Viewer.May(Permission.ManageKeys) ? BillingWords.HowToConnect : null;
    public bool SeesRefunds => caller.Viewer.May(Permission.IssueRefund) || caller.Viewer.May(Permission.ApproveRefund);

    public async Task OnGetAsync(string number, CancellationToken cancel)
    {
        ViewData["Title"] = "Billing";
        Shown = await Desk.Send(new ShowBilling.Query(number), cancel);
    }

    public string Money(long? amount, string currency) => BillingWords.Money(amount, currency, policies.Known.Refunds);

    public static string Failure(string code) => PaymentFailures.Of(code) is var (why, helps) ? $"Failed: {why}. What helps: {helps}." : "";
}
