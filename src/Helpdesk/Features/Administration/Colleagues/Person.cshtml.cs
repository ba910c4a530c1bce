using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Administration;

[Requires(Permission.ManagePeople)]
public sealed class PersonModel(Dispatch dispatch) : PageModel
{
    [FromRoute]
    public Guid Id { get; set; }

    public PersonCard Card { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Card = await dispatch.Send(new ShowPerson.Query(Id), cancel);

    public Task<IActionResult> OnPostRolesAsync(List<Role> roles, string? witnessEmail, string? witnessSecret, CancellationToken cancel) =>
        Do(new ChangeRoles.Command(Id, roles, new Confirmation(witnessEmail, witnessSecret)), cancel);

    public Task<IActionResult> OnPostTeamsAsync(List<Team> teams, List<Team> leads, CancellationToken cancel) =>
        Do(new ChangeTeams.Command(Id, teams, leads), cancel);

    public Task<IActionResult> OnPostActiveAsync(bool active, string? witnessEmail, string? witnessSecret, CancellationToken cancel) =>
        Do(new SetActive.Command(Id, active, new Confirmation(witnessEmail, witnessSecret)), cancel);

    public Task<IActionResult> OnPostInviteAsync(CancellationToken cancel) => Do(new ResendInvitation.Command(Id), cancel);

    public Task<IActionResult> OnPostTwoFactorOffAsync(string? witnessEmail, string? witnessSecret, CancellationToken cancel) =>
        Do(new TakeTwoFactorOff.Command(Id, new Confirmation(witnessEmail, witnessSecret)), cancel);

    private async Task<IActionResult> Do(IRequest<Unit> command, CancellationToken cancel)
    {
        if (await this.Try(() => dispatch.Send(command, cancel))) return LocalRedirect($"/people/{Id}");
        Card = await dispatch.Send(new ShowPerson.Query(Id), cancel);
        return Page();
    }
}
