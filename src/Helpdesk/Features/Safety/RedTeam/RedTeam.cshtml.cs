using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>Phrases against the screening, and the cases that are kept of them. Nothing of a phrase stands in an address or a log.</summary>
[Requires(Permission.EditLexicon)]
public sealed class RedTeamModel(Dispatch dispatch) : PageModel
{
    public string? Phrases { get; private set; }
    public KeepForm Keep { get; private set; } = new();
    public TryPhrases.Answer? Answer { get; private set; }
    public IReadOnlyList<ListCases.Line> Cases { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancel) => Cases = await dispatch.Send(new ListCases.Query(), cancel);

    public Task<IActionResult> OnPostAsync(string? phrases, IFormFile? file, CancellationToken cancel) => Show(phrases, null, file, cancel);

    public Task<IActionResult> OnPostKeepAsync(string? phrases, CancellationToken cancel)
    {
        Keep = KeepForm.Of(Request.Form);
        return Show(phrases, () => dispatch.Send(new KeepCase.Command(Keep.Phrase(phrases), Keep.Expected, Keep.Why ?? ""), cancel), null, cancel);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(Guid id, string? why, CancellationToken cancel)
    {
        if (await this.Try(() => dispatch.Send(new WithdrawCase.Command(id, why ?? ""), cancel))) return LocalRedirect("/safety/red-team");
        await OnGetAsync(cancel);
        return Page();
    }

    private async Task<IActionResult> Show(string? phrases, Func<Task>? act, IFormFile? file, CancellationToken cancel)
    {
        Phrases = await UploadedPhrases.Join(phrases, file, cancel);
        if (act is not null && await this.Try(act)) (ViewData["Toasts"], Keep) = (new[] { new Web.Toast("Kept as a case") }, new());
        var problems = ModelState.SelectMany(f => f.Value!.Errors.Select(e => (f.Key, e.ErrorMessage))).ToList();
        await this.Try(async () => Answer = await dispatch.Send(new TryPhrases.Query(Phrases), cancel));
        foreach (var (field, problem) in problems) ModelState.AddModelError(field, problem);
        await OnGetAsync(cancel);
        return Page();
    }
}
