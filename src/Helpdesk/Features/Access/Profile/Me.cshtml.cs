using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Access;

[Requires(Permission.SignedIn)]
public sealed class MeModel(Dispatch dispatch) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Zone { get; set; }

    [BindProperty]
    public string? Locale { get; set; }

    [BindProperty]
    public string? Theme { get; set; }

    [BindProperty]
    public bool Compact { get; set; }

    public ShowProfile.Profile Profile { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel)
    {
        Profile = await dispatch.Send(new ShowProfile.Query(), cancel);
        (Name, Zone, Locale, Theme, Compact) = (Profile.Name, Profile.Zone, Profile.Locale, Profile.Theme, Profile.Compact);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        if (await this.Try(() => dispatch.Send(new SaveProfile.Command(Name ?? "", Zone ?? "", Locale ?? "", Theme ?? "", Compact), cancel))) return LocalRedirect("/me");
        Profile = await dispatch.Send(new ShowProfile.Query(), cancel);
        return Page();
    }
}
