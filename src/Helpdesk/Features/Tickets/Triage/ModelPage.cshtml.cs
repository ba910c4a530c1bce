using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>What answers when a ticket arrives, and how well (D5).</summary>
[Requires(Permission.AssignOthers, Permission.EditPolicies, Permission.ReadAudit)]
public sealed class ModelPageModel(Dispatch desk) : PageModel
{
    public ModelHistory.View View { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => (View, ViewData["Title"]) = (await desk.Send(new ModelHistory.Query(), cancel), "The model");

    public static string Percent(double share) => share.ToString("P0", System.Globalization.CultureInfo.InvariantCulture);
}
