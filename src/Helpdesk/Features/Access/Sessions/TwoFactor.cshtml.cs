using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.Public), EnableRateLimiting(RateLimits.SignIn)]
public sealed class TwoFactorModel(Dispatch dispatch) : PageModel
{
    [BindProperty]
    public string? Code { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Recovery { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var outcome = SecondStep.Outcome.Refused;
        if (!await this.Try(async () => outcome = await dispatch.Send(new SecondStep.Command(Code ?? "", Recovery), cancel))) return Page();
        if (outcome is SecondStep.Outcome.SignedIn) return this.GoInside(ReturnUrl);
        if (outcome is SecondStep.Outcome.StartAgain) return RedirectToPage("SignIn", new { ReturnUrl });
        ModelState.AddModelError(nameof(Code), Recovery
            ? "This recovery code is wrong or was used before."
            : "This code is wrong or too old. Wait for the next one and try again.");
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }
}
