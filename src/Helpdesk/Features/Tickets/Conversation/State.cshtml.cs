using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="ChangeState"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class StateModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, string? to, CancellationToken cancel) =>
        Verb(number, () => Desk.Send(new ChangeState.Command(number, Words.TryParse(to, out TicketState state) ? state : throw new Refused("Choose a state.")), cancel), cancel);
}
