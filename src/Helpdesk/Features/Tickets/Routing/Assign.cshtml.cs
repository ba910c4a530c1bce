using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="Assign"/> as a page: people who may meet this ticket, least loaded of its team first.</summary>
[Requires(Permission.WorkTickets)]
public sealed class AssignModel(Dispatch desk) : DeskPage(desk)
{
    public string Number { get; private set; } = "";
    public WhoCanTake.Choice Choice { get; private set; } = null!;

    public async Task OnGetAsync(string number, CancellationToken cancel)
    {
        (Number, ViewData["Title"]) = (number, "Assign");
        Choice = await Desk.Send(new WhoCanTake.Query(number), cancel);
    }

    public Task<IActionResult> OnPostAsync(string number, string? to, int basedOn, CancellationToken cancel) => Act(
        () => Desk.Send(new Assign.Command(number, Guid.TryParse(to, out var person) ? person : null, basedOn), cancel),
        $"/tickets/{number}", () => OnGetAsync(number, cancel));
}
