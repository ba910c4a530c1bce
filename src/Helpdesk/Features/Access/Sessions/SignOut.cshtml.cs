using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Access;

[Requires(Permission.Public)]
public sealed class SignOutModel(Dispatch dispatch) : PageModel
{
    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        await dispatch.Send(new SignOut.Command(), cancel);
        return LocalRedirect("/sign-in");
    }
}
