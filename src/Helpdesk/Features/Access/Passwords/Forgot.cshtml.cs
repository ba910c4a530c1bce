using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.Public), EnableRateLimiting(RateLimits.SignIn)]
public sealed class ForgotModel(Dispatch dispatch) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty(SupportsGet = true)]
    public bool Sent { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await this.Try(() => dispatch.Send(new ForgotPassword.Command(Email ?? ""), cancel)) ? LocalRedirect("/password/forgot?sent=true") : Page();
}
