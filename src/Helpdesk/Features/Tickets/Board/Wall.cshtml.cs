using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>The board on the wall, behind its link.</summary>
[Requires(Permission.Public)]
public sealed class WallModel(Dispatch dispatch) : PageModel
{
    public ShowWall.View Wall { get; private set; } = null!;

    public async Task OnGetAsync(string token, CancellationToken cancel)
    {
        Response.Headers["X-Robots-Tag"] = "noindex, nofollow, noarchive";
        Response.Headers["Referrer-Policy"] = "no-referrer"; // the address is the key
        Wall = await dispatch.Send(new ShowWall.Query(token), cancel);
        (ViewData["Title"], ViewData["LiveStream"], ViewData["Hidden"]) = ("SLA board", $"/board/{token}/live", true);
    }
}
