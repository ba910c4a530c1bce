using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>Who may meet a restricted ticket, and who has (D34).</summary>
[Requires(Permission.ReadRestricted)]
public sealed class AccessModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public ShowAccess.View Shown { get; private set; } = null!;
    public bool MayGrant => caller.Viewer.May(Permission.GrantOutsider);
    public Guid Person { get; private set; }
    public string? Capacity { get; private set; }
    public int Hours { get; private set; } = 24;
    public string? Reason { get; private set; }

    public async Task OnGetAsync(string number, CancellationToken cancel) => Shown = await Desk.Send(new ShowAccess.Query(number), cancel);

    public Task<IActionResult> OnPostGrantAsync(string number, Guid person, string? capacity, int hours, string? reason, CancellationToken cancel)
    {
        (Person, Capacity, Hours, Reason) = (person, capacity, hours, reason);
        return Act(() => Desk.Send(new GrantAccess.Command(number, person, capacity, hours, reason), cancel), $"/safety/access/{number}", () => OnGetAsync(number, cancel));
    }

    public Task<IActionResult> OnPostEndAsync(string number, Guid person, CancellationToken cancel) =>
        Act(() => Desk.Send(new EndAccess.Command(number, person), cancel), $"/safety/access/{number}", () => OnGetAsync(number, cancel));
}
