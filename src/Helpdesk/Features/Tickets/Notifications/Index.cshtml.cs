using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>What the viewer was told (D26).</summary>
[Requires(Permission.ReadTickets)]
public sealed class NotificationsModel(Dispatch dispatch) : PageModel
{
    public IReadOnlyList<ListNotifications.Row> Rows { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Rows = await dispatch.Send(new ListNotifications.Query(), cancel);

    /// <param name="number">The ticket to go on to; null reads everything and stays.</param>
    public async Task<IActionResult> OnPostAsync(string? number, CancellationToken cancel)
    {
        await dispatch.Send(new ReadNotifications.Command(number), cancel);
        return Redirect(Domain.Tickets.TicketNumber.Normalise(number ?? "") is { } ticket ? $"/tickets/{ticket}" : "/notifications");
    }
}
