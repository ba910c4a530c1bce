using Helpdesk.Domain.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>Links to the board for walls: made, listed, revoked by a lead.</summary>
[Requires(Permission.AssignOthers)]
public sealed class BoardLinksModel(Dispatch dispatch, Settings settings) : PageModel
{
    public IReadOnlyList<BoardLinks.Line> Links { get; private set; } = [];
    public string? Name { get; private set; }

    /// <summary>Shown in the answer that made it, and never again.</summary>
    public string? Fresh { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => (Links, ViewData["Title"]) = (await dispatch.Send(new ListBoardLinks.Query(), cancel), "Wall screens");

    public async Task<IActionResult> OnPostAsync(string? name, CancellationToken cancel)
    {
        if (!await this.Try(async () => Fresh = $"{settings.Url}/board/{await dispatch.Send(new MakeBoardLink.Command(name), cancel)}")) Name = name;
        await OnGetAsync(cancel);
        return Page();
    }

    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel)
    {
        if (await this.Try(() => dispatch.Send(new RevokeBoardLink.Command(id), cancel))) return LocalRedirect("/sla/links");
        await OnGetAsync(cancel);
        return Page();
    }
}
