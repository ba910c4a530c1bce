using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>The on-call rota (D9b).</summary>
[Requires(Permission.ReadRestricted)]
public sealed class OnCallModel(Dispatch desk, Caller caller) : DeskPage(desk)
{
    public ShowRota.View Rota { get; private set; } = null!;
    public bool MayOrder => caller.Viewer.May(Permission.HandleIncidents);

    public async Task OnGetAsync(CancellationToken cancel) => Rota = await Desk.Send(new ShowRota.Query(), cancel);

    /// <param name="places">Each person's place; 0 is not in the order. Two at one place stand in the order they were sent in.</param>
    public Task<IActionResult> OnPostAsync(Dictionary<Guid, int> places, CancellationToken cancel)
    {
        Guid[] order = [.. places.Where(p => p.Value > 0).OrderBy(p => p.Value).Select(p => p.Key)];
        return Act(() => Desk.Send(new OrderRota.Command(order), cancel), "/safety/on-call", () => OnGetAsync(cancel));
    }
}
