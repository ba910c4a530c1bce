using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="UndoReply"/> as a page: the text is the draft again.</summary>
[Requires(Permission.WorkTickets)]
public sealed class UndoModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, Guid message, CancellationToken cancel) => Verb(number, async () =>
    {
        if (!await Desk.Send(new UndoReply.Command(number, message), cancel)) throw new Refused("It was too late: the reply has left.");
    }, cancel);
}
