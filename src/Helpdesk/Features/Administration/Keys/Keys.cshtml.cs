using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Administration;

[Requires(Permission.ManageKeys, Permission.ReadRestricted)]
public sealed class KeysModel(Dispatch dispatch, Caller caller) : PageModel
{
    public string? Name { get; private set; }

    public IReadOnlyList<string> Scopes { get; private set; } = [];

    public bool Manages => caller.Viewer.May(Permission.ManageKeys);

    public bool Grants => caller.Viewer.May(Permission.ReadRestricted);

    public IReadOnlyList<KeyLine> Keys { get; private set; } = [];

    /// <summary>Shown in the answer that made it, and never again.</summary>
    public string? Fresh { get; private set; }

    public async Task OnGetAsync(CancellationToken cancel) => Keys = await dispatch.Send(new ListKeys.Query(), cancel);

    public Task<IActionResult> OnPostAsync(string? name, List<string> scopes, CancellationToken cancel)
    {
        (Name, Scopes) = (name, scopes);
        return Do(async () => Fresh = await dispatch.Send(new CreateKey.Command(name ?? "", scopes), cancel), cancel);
    }

    public Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancel) => Do(() => dispatch.Send(new RevokeKey.Command(id), cancel), cancel);

    public Task<IActionResult> OnPostGrantAsync(Guid id, CancellationToken cancel) => Do(() => dispatch.Send(new GrantRestricted.Command(id), cancel), cancel);

    private async Task<IActionResult> Do(Func<Task> act, CancellationToken cancel)
    {
        if (await this.Try(act) && Fresh is null) return LocalRedirect("/keys");
        await OnGetAsync(cancel);
        return Page();
    }
}
