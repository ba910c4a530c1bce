using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

[Requires(Permission.ReadRestricted)]
public sealed class DeskModel(Dispatch dispatch, Caller caller) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public bool Resolved { get; set; }

    public ShowDesk.View Shown { get; private set; } = null!;

    public bool MayHandle => caller.Viewer.May(Permission.HandleIncidents);

    public async Task OnGetAsync(CancellationToken cancel) => Shown = await dispatch.Send(new ShowDesk.Query(Resolved), cancel);
}
