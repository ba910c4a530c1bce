using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="LogCall"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class CallModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, Guid once, string? text, bool spoke, CancellationToken cancel) =>
        Compose(number, "call", text, null, once, () => Desk.Send(new LogCall.Command(number, once, text ?? "", spoke), cancel), cancel);
}
