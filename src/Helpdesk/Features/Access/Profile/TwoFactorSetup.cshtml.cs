using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Helpdesk.Features.Access;

[Requires(Permission.SignedIn), EnableRateLimiting(RateLimits.SignIn)]
public sealed class TwoFactorSetupModel(Dispatch dispatch) : PageModel
{
    public string? Code { get; set; }

    public string? Password { get; set; }

    public bool On { get; private set; }

    public TwoFactorKey.Key? Key { get; private set; }

    public IReadOnlyList<string>? RecoveryCodes { get; private set; }

    public Task OnGetAsync(CancellationToken cancel) => Show(cancel);

    public async Task<IActionResult> OnPostAsync(string? code, CancellationToken cancel)
    {
        var sent = await this.Try(async () => RecoveryCodes = await dispatch.Send(new SwitchOnTwoFactor.Command(code ?? ""), cancel));
        // Shown in the answer itself and never again: they are stored for checking only.
        return sent && RecoveryCodes is not null ? Page() : await Again(sent, nameof(Code), "This code is wrong or too old. Wait for the next one and try again.", cancel);
    }

    public async Task<IActionResult> OnPostOffAsync(string? password, CancellationToken cancel)
    {
        var off = false;
        var sent = await this.Try(async () => off = await dispatch.Send(new SwitchOffTwoFactor.Command(password ?? ""), cancel));
        return off ? LocalRedirect("/me/two-factor") : await Again(sent, nameof(Password), "That is not your password.", cancel);
    }

    private async Task<IActionResult> Again(bool sent, string field, string sentence, CancellationToken cancel)
    {
        if (sent) (Response.StatusCode, _) = (StatusCodes.Status422UnprocessableEntity, ModelState.TryAddModelError(field, sentence));
        await Show(cancel);
        return Page();
    }

    private async Task Show(CancellationToken cancel)
    {
        On = (await dispatch.Send(new ShowProfile.Query(), cancel)).TwoFactor;
        Key = On ? null : await dispatch.Send(new TwoFactorKey.Command(), cancel);
    }
}
