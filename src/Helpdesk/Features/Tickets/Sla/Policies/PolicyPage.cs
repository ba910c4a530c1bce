using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Tickets;

/// <summary>A form that changes SLA policies or calendars: looked at first, then saved; a refusal keeps every word of it.</summary>
public abstract class PolicyPage(Dispatch dispatch, string address, string title) : PageModel
{
    public ShowSlaPolicies.View Shown { get; private set; } = null!;

    /// <summary>What the change would do; null until somebody has looked.</summary>
    public PreviewSlaPolicies.Effect? Effect { get; private set; }

    public IReadOnlyDictionary<string, string> Typed { get; private set; } = new Dictionary<string, string>();

    /// <summary>What was typed, else what is in force.</summary>
    public string Value(string name, string known) => Typed.GetValueOrDefault(name, known);

    /// <exception cref="Refused">What was typed cannot be read; every sentence names the place.</exception>
    protected abstract SlaChange Change();

    public async Task OnGetAsync(CancellationToken cancel) => (Shown, ViewData["Title"]) = (await dispatch.Send(new ShowSlaPolicies.Query(), cancel), title);

    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel)
    {
        await Read(cancel);
        await this.Try(async () => Effect = await dispatch.Send(new PreviewSlaPolicies.Query(Change()), cancel));
        return Page();
    }

    public async Task<IActionResult> OnPostSaveAsync(int basedOn, string? reason, CancellationToken cancel)
    {
        await Read(cancel);
        return await this.Try(async () => await dispatch.Send(new SaveSlaPolicies.Command(basedOn, Change(), reason), cancel)) ? LocalRedirect(address) : Page();
    }

    private async Task Read(CancellationToken cancel)
    {
        await OnGetAsync(cancel);
        Typed = Request.Form.Where(f => f.Key != "__RequestVerificationToken").ToDictionary(f => f.Key, f => f.Value.ToString(), StringComparer.Ordinal);
    }
}
