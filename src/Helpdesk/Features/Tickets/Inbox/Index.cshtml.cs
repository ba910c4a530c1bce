using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>The inbox (UX 1).</summary>
[Requires(Permission.ReadTickets)]
public sealed class InboxModel(Dispatch desk, Caller caller) : PageModel
{
    public InboxView View { get; private set; } = InboxView.All[0];
    public string? Q { get; private set; }
    public ListTickets.Page List { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string? view, string? q, string? after, CancellationToken cancel)
    {
        var chosen = InboxView.Find(view ?? "due", caller.Viewer);
        if (chosen is null) return NotFound();
        (View, Q) = (chosen, q);
        List = await desk.Send(new ListTickets.Query(View, q, after), cancel);
        ViewData[StaffNav.Counts] = List.Counts;
        ViewData[StaffNav.View] = View.Key;
        ViewData["Title"] = View.Label;
        return Page();
    }

    /// <summary>This list with one condition less.</summary>
    public string Without(string term) => $"/tickets?view={View.Key}&q={Uri.EscapeDataString(string.Join(' ', Domain.Tickets.TicketFilter.Terms(Q ?? "").Where(t => t != term)))}";

    public string Next => $"/tickets?view={View.Key}&q={Uri.EscapeDataString(Q ?? "")}&after={List.Next}";
}
