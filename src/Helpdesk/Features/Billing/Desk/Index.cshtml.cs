using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Billing;

/// <summary><see cref="ListRefunds"/> as a page.</summary>
[Requires(Permission.IssueRefund, Permission.ApproveRefund)]
public sealed class RefundsModel(Dispatch desk, Caller caller, Policies policies) : DeskPage(desk)
{
    public ListRefunds.View Shown { get; private set; } = null!;

    public bool MayEditPolicy => caller.Viewer.May(Permission.IssueRefund);

    public async Task OnGetAsync(CancellationToken cancel) => Shown = await Desk.Send(new ListRefunds.Query(), cancel);

    public string Money(long? amount, string currency) => BillingWords.Money(amount, currency, policies.Known.Refunds);
}

/// <summary>A part of the refunds desk, for its partial.</summary>
public sealed record RefundsPart(string Id, string Heading, string WhenEmpty, IReadOnlyList<ListRefunds.Row> Rows, Func<long?, string, string> Money);
