using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Billing;

/// <summary><see cref="CheckDiscount"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class DiscountModel(Dispatch desk, Policies policies) : DeskPage(desk)
{
    public string Number { get; private set; } = "";
    public string? Code { get; private set; }
    public CheckDiscount.Answer? Said { get; private set; }

    public async Task OnGetAsync(string number, string? code, CancellationToken cancel)
    {
        (Number, Code, ViewData["Title"]) = (number, code, "Discount code");
        if (code is null) await Desk.Send(new Tickets.TicketForBilling.Query(number), cancel); // the ticket first: whoever may not meet it finds nothing (D34)
        else if (!await this.Try(async () => Said = await Desk.Send(new CheckDiscount.Query(number, code), cancel))) Response.StatusCode = StatusCodes.Status200OK;
    }

    public string Worth(DiscountCode code) => DiscountRules.Worth(code, (amount, currency) => BillingWords.Money(amount, currency, policies.Known.Refunds));

    public string Money(long amount, string? currency) => BillingWords.Money(amount, currency ?? "", policies.Known.Refunds);
}
