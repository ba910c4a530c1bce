using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>From a ticket to its incident, for whoever may meet it.</summary>
[Requires(Permission.ReadTickets)]
public sealed class OfTicketModel(Dispatch dispatch) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string number, CancellationToken cancel) =>
        LocalRedirect($"/safety/incidents/{await dispatch.Send(new WorstIncident.Query(number), cancel)}");
}
