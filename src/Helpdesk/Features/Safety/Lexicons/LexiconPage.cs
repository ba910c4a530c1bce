using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>A form that changes the lexicon: looked at first, then saved; a refusal keeps every word of it.</summary>
public abstract class LexiconPage(Dispatch dispatch) : PageModel
{
    /// <summary>What the change would do; null until somebody has looked.</summary>
    public LexiconEffect? Effect { get; private set; }

    public abstract LexiconForm Typed { get; }

    protected Task<ShowLexicon.Answer> Lexicon(CancellationToken cancel) => dispatch.Send(new ShowLexicon.Query(), cancel);

    public Task<IActionResult> OnPostPreviewAsync(CancellationToken cancel) => Look(cancel);

    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancel)
    {
        if (await this.Try(() => dispatch.Send(new SaveLexicon.Command(Typed.BasedOn, Typed.Change, Typed.Reason ?? "", Typed.Accepting), cancel))) return LocalRedirect("/safety/lexicon");
        var (status, problems) = (Response.StatusCode, ModelState.SelectMany(f => f.Value!.Errors.Select(e => e.ErrorMessage)).ToList());
        await Look(cancel);
        foreach (var problem in problems.Except(ModelState.SelectMany(f => f.Value!.Errors.Select(e => e.ErrorMessage)).ToList())) ModelState.AddModelError("", problem);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>The version that is looked at is the one that the next save is based on.</summary>
    private async Task<IActionResult> Look(CancellationToken cancel)
    {
        Typed.BasedOn = (await Lexicon(cancel)).Version;
        await this.Try(async () => Effect = await dispatch.Send(new PreviewLexicon.Query(Typed.Change), cancel));
        return Page();
    }
}
