using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Tickets;

/// <summary><see cref="Claim"/> as a page.</summary>
[Requires(Permission.WorkTickets)]
public sealed class ClaimModel(Dispatch desk, Caller caller) : VerbPage(desk, caller)
{
    public Task<IActionResult> OnPostAsync(string number, CancellationToken cancel) => Verb(number, () => Desk.Send(new Claim.Command(number), cancel), cancel);
}
