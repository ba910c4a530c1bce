using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.SignedIn), EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasswordModel(Dispatch dispatch) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? New { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Changed { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var right = false;
        if (!await this.Try(async () => right = await dispatch.Send(new ChangePassword.Command(Current ?? "", New ?? ""), cancel))) return Page();
        if (right) return LocalRedirect("/me/password?changed=true");
        ModelState.AddModelError(nameof(Current), "That is not your password of now.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
