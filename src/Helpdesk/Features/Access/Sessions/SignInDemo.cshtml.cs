using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

/// <summary>Takes the click on a name of the demo list.</summary>
[Requires(Permission.Public), EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInDemoModel(Dispatch dispatch) : PageModel
{
    public IActionResult OnGet() => LocalRedirect("/sign-in");

    public async Task<IActionResult> OnPostAsync(string? email, string? returnUrl, CancellationToken cancel)
    {
        await dispatch.Send(new DemoSignIn.Command(email ?? ""), cancel);
        return this.GoInside(returnUrl);
    }
}
