using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="Reply"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class ReplyModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, Guid once, int basedOn, string? text, string? then, string? template, string? to, string? because, CancellationToken cancel) =>
        Compose(number, "reply", text, template, once, () => Guarded(to, because, () => Desk.Send(new Reply.Command(
            number, once, basedOn, text ?? "", Words.TryParse(then, out TicketState state) ? state : TicketState.Pending, template, to, because), cancel)), cancel);
}
