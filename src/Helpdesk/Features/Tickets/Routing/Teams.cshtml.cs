using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>The teams whose shifts and absences one arranges; a single one opens by itself.</summary>
[Requires(Permission.AssignOthers)]
public sealed class TeamsModel(Caller caller) : PageModel
{
    public IReadOnlyList<Team> Own => caller.Viewer.Teams;

    public IActionResult OnGet()
    {
        ViewData["Title"] = "Shifts";
        return Own.Count == 1 ? Redirect($"/teams/{Words.Slug(Own[0])}/people") : Page();
    }
}
