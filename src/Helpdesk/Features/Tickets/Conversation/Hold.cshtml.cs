using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary>On hold, with a reason and a day to look again (D28).</summary>
[Requires(Permission.WorkTickets)]
public sealed class HoldModel(Dispatch desk) : DeskPage(desk)
{
    public string Number { get; private set; } = "";
    public string? Reason { get; private set; }
    public DateOnly? Day { get; private set; }

    public void OnGet(string number) => (Number, ViewData["Title"]) = (number, "On hold");

    public Task<IActionResult> OnPostAsync(string number, string? reason, DateOnly? day, CancellationToken cancel)
    {
        (Number, Reason, Day, ViewData["Title"]) = (number, reason, day, "On hold");
        return Act(() => Desk.Send(new ChangeState.Command(number, TicketState.OnHold, reason, day), cancel), $"/tickets/{number}");
    }
}
