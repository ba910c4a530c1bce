using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Administration;

[Requires(Permission.ReadAudit)]
public sealed class AuditModel(Dispatch dispatch) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Before { get; set; }

    public ReadAudit.Page Shown { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken cancel) => Shown = await dispatch.Send(new ReadAudit.Query(Before), cancel);

    /// <summary><c>roles_changed</c> → "Roles changed"</summary>
    public static string Words(string act) => char.ToUpperInvariant(act[0]) + act[1..].Replace('_', ' ');
}
