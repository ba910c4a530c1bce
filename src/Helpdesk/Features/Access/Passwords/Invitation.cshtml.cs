using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.Public), EnableRateLimiting(RateLimits.SignIn)]
public sealed class InvitationModel(Dispatch dispatch) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel) =>
        await this.Try(() => dispatch.Send(new AcceptInvitation.Command(Person, Token ?? "", Password ?? ""), cancel)) ? LocalRedirect("/me") : Page();
}
