using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>The menu alone, asked for when counts have changed; the filter of all staff pages fills it.</summary>
[Requires(Permission.ReadTickets)]
public sealed class CountsModel : PageModel
{
    public void OnGet(string? view) => ViewData[StaffNav.View] = view;
}
