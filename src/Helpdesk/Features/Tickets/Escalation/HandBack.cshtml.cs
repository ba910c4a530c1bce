using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="HandBack"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class HandBackModel(Dispatch desk) : DeskPage(desk)
{
    public PrepareEscalation.View Ticket { get; private set; } = null!;
    public string? Why { get; private set; }
    public int BasedOn { get; private set; }
    public Guid Once { get; private set; } = Guid.CreateVersion7();

    public async Task OnGetAsync(string number, CancellationToken cancel)
    {
        Ticket = await Desk.Send(new PrepareEscalation.Query(number), cancel);
        (BasedOn, ViewData["Title"]) = (Ticket.Version, $"Give back #{Ticket.Number}");
    }

    public Task<IActionResult> OnPostAsync(string number, int basedOn, Guid once, string? why, CancellationToken cancel)
    {
        (Why, Once) = (why, once);
        return Act(() => Desk.Send(new HandBack.Command(number, basedOn, once, why), cancel), $"/tickets/{number}", () => OnGetAsync(number, cancel));
    }
}
