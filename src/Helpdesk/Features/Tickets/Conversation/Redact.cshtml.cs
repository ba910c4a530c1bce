using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="RedactDraft"/> as a page: one click, and the composer holds the text that can be sent.</summary>
[Requires(Permission.WorkTickets)]
public sealed class RedactModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, Guid once, int basedOn, string? text, string? template, string? to, CancellationToken cancel) =>
        Compose(number, "reply", text, template, once, () => Desk.Send(new RedactDraft.Command(number, text ?? "", string.IsNullOrEmpty(template) ? null : template, to, basedOn), cancel), cancel);
}
