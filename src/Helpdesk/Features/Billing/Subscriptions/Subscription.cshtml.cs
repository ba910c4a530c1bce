using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Billing;

/// <summary>The change of one subscription: what Stripe previews first, then the button that says what it does (D45a).</summary>
[Requires(Permission.RequestRefund, Permission.IssueRefund)]
public sealed class SubscriptionModel(Dispatch desk, Caller caller, Policies policies) : DeskPage(desk)
{
    public PreviewChange.Answer? Said { get; private set; }
    public string Number { get; private set; } = "";
    public SubscriptionForm Form { get; private set; } = new();
    public bool Confirms => caller.Viewer.May(Permission.IssueRefund);
    public bool IsChosen => Words.TryParse(Form.Act, out SubscriptionAct _);

    public async Task OnGetAsync(string number, [FromQuery] SubscriptionForm form, CancellationToken cancel)
    {
        (Number, Form, ViewData["Title"]) = (number, form with { Once = form.Once ?? Guid.CreateVersion7() }, "Subscription");
        if (!await this.Try(async () => Said = await Ask(cancel))) Response.StatusCode = StatusCodes.Status200OK; // asked, and answered why not
    }

    public async Task<IActionResult> OnPostAsync(string number, [FromForm] SubscriptionForm form, CancellationToken cancel)
    {
        (Number, Form, ViewData["Title"]) = (number, form, "Subscription");
        return await this.Try(() => form.Press == "decline" ? Desk.Send(new DeclineSubscriptionChange.Command(form.Once ?? Guid.Empty), cancel) : Send(cancel)) ? Redirect($"/tickets/{number}") : Page();
    }

    public string Money(long amount) => BillingWords.Money(amount, Said!.Now.Currency, policies.Known.Refunds);

    private async Task<PreviewChange.Answer> Ask(CancellationToken cancel) => await Desk.Send(new PreviewChange.Query(
        Number, Form.Subscription ?? "", Words.TryParse(Form.Act, out SubscriptionAct act) ? act : null, Form.Price, Form.At is { } at ? DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(at, 0, 253_402_300_799)) : null), cancel);

    private async Task Send(CancellationToken cancel)
    {
        var said = Said = await Ask(cancel);
        if (Form.Press == "request") await Desk.Send(new RequestSubscriptionChange.Command(Number, said, Form.Seen ?? "", Form.Once ?? Guid.Empty, Form.Reason), cancel);
        else await Desk.Send(new ChangeSubscription.Command(Number, said, Form.Seen ?? "", Form.Once ?? Guid.Empty, Form.Reason), cancel);
    }
}
