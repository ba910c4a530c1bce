using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.Public), EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(Dispatch dispatch, InstallationFacts facts) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool Demo => facts.Demo;

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = PasswordSignIn.Outcome.Refused;
        if (!await this.Try(async () => outcome = await dispatch.Send(new PasswordSignIn.Command(Email ?? "", Password ?? ""), cancel))) return Page();
        if (outcome is PasswordSignIn.Outcome.SignedIn) return this.GoInside(ReturnUrl);
        if (outcome is PasswordSignIn.Outcome.CodeNeeded) return RedirectToPage("TwoFactor", new { ReturnUrl });
        ModelState.AddModelError("", "This address and password do not fit together. After several wrong tries the account rests for ten minutes.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
