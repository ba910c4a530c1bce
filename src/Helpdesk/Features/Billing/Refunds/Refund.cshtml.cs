using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Billing;

/// <summary>The refund of one payment: the policy's proof first, then the button with the amount on it (D41, D42).</summary>
[Requires(Permission.RequestRefund, Permission.IssueRefund)]
public sealed class RefundModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    /// <summary>Null when nothing can be refunded; the sentences say why.</summary>
    public QuoteRefund.Answer? Said { get; private set; }
    public string Number { get; private set; } = "";
    public RefundForm Form { get; private set; } = new();
    public bool Issues => caller.Viewer.May(Permission.IssueRefund);
    public string? Second => Said is null ? null : RefundRules.NeedsSecond(Said.Quote);

    public async Task OnGetAsync(string number, [FromQuery] RefundForm form, CancellationToken cancel)
    {
        (Number, Form, ViewData["Title"]) = (number, form with { Once = form.Once ?? Guid.CreateVersion7() }, "Refund");
        if (!await this.Try(async () => Said = await Ask(cancel))) Response.StatusCode = StatusCodes.Status200OK; // asked, and answered why not
    }

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] RefundForm form, CancellationToken cancel)
    {
        (Number, Form, ViewData["Title"]) = (number, form, "Refund");
        return await this.Try(async () => await Send(Said = await Ask(cancel), cancel)) ? Redirect($"/tickets/{number}") : Page();
    }

    private Task<QuoteRefund.Answer> Ask(CancellationToken cancel) =>
        Desk.Send(new QuoteRefund.Query(Number, Form.Charge ?? "", Form.Message, Words.TryParse(Form.Then, out SubscriptionEnd then) ? then : SubscriptionEnd.CancelNow), cancel);

    private Task Send(QuoteRefund.Answer said, CancellationToken cancel) => Form.Act == "request"
        ? Desk.Send(new RequestRefund.Command(Number, said, Form.Seen ?? "", Form.Once ?? Guid.Empty, Form.Reason), cancel)
        : Desk.Send(new IssueRefund.Command(Number, said, Form.Seen ?? "", Form.Once ?? Guid.Empty, Form.Act == "issue", said.Quote.Currency.Parse(Form.Amount), Form.Reason), cancel);
}

/// <summary>What the form carries: which payment, since when, what then; what was shown; and what was typed.</summary>
public sealed record RefundForm
{
    public string? Charge { get; init; }
    public Guid? Message { get; init; }
    public string? Then { get; init; }
    public string? Seen { get; init; }
    public Guid? Once { get; init; }
    public string? Act { get; init; }

    /// <summary>In the currency's units, as typed.</summary>
    public string? Amount { get; init; }
    public string? Reason { get; init; }
}
