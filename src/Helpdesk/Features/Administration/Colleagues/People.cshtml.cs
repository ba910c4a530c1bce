using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Administration;

[Requires(Permission.ManagePeople)]
public sealed class PeopleModel(Dispatch dispatch) : PageModel
{
    public IReadOnlyList<PersonCard> Everybody { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Everybody = await dispatch.Send(new ListPeople.Query(), cancel);
}
