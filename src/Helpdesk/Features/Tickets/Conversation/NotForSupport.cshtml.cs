using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="NotForSupport"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class NotForSupportModel(Dispatch desk) : DeskPage(desk)
{
    public string Number { get; private set; } = "";

    public void OnGet(string number) => (Number, ViewData["Title"]) = (number, "Not for support");

    public Task<IActionResult> OnPostAsync(string number, bool mark, string? reason, CancellationToken cancel)
    {
        OnGet(number);
        return Act(() => Desk.Send(new NotForSupport.Command(number, mark, reason), cancel), $"/tickets/{number}");
    }
}
