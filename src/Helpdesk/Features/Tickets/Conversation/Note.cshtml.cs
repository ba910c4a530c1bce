using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="AddNote"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class NoteModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, Guid once, string? text, CancellationToken cancel) =>
        Compose(number, "note", text, null, once, () => Desk.Send(new AddNote.Command(number, once, text ?? ""), cancel), cancel);
}
