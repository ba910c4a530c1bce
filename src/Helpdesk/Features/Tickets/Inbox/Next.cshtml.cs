using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>Opens the ticket of a view that is due first and that nobody else has.</summary>
[Requires(Permission.ReadTickets)]
public sealed class NextModel(Dispatch desk, Caller caller) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? view, string? not, CancellationToken cancel)
    {
        var chosen = InboxView.Find(view ?? "mine", caller.Viewer) ?? InboxView.All[0];
        ViewData["Title"] = "Nothing left here";
        var list = await desk.Send(new ListTickets.Query(chosen, null, null), cancel);
        var next = list.Rows.FirstOrDefault(r => r.Number != not && (r.AssigneeId is null || r.AssigneeId == caller.Viewer.PersonId));
        return next is null ? Page() : Redirect($"/tickets/{next.Number}?view={chosen.Key}");
    }
}
