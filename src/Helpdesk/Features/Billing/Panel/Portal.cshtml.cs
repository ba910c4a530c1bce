using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;

namespace Helpdesk.Features.Billing;

/// <summary><see cref="MakePortalLink"/> as a page; only a press makes a link, never a look.</summary>
[Requires(Permission.WorkTickets)]
public sealed class PortalModel(Dispatch desk) : DeskPage(desk)
{
    public string Number { get; private set; } = "";
    public string? Link { get; private set; }
    public Guid Once { get; private set; } = Guid.CreateVersion7();

    public void OnGet(string number) => (Number, ViewData["Title"]) = (number, "Billing portal");

    public async Task OnPostAsync(string number, Guid once, CancellationToken cancel)
    {
        OnGet(number);
        await this.Try(async () => Link = await Desk.Send(new MakePortalLink.Query(number, once), cancel));
    }
}
