using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Administration;

[Requires(Permission.ManagePeople)]
public sealed class InviteModel(Dispatch dispatch) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public List<Role> Roles { get; set; } = [];

    [BindProperty]
    public List<Team> Teams { get; set; } = [];

    [BindProperty]
    public string? WitnessEmail { get; set; }

    [BindProperty]
    public string? WitnessSecret { get; set; }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancel)
    {
        var id = Guid.Empty;
        var command = new InvitePerson.Command(Email ?? "", Name ?? "", Roles, Teams, new Confirmation(WitnessEmail, WitnessSecret));
        return await this.Try(async () => id = await dispatch.Send(command, cancel)) ? LocalRedirect($"/people/{id}") : Page();
    }
}
