using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Helpdesk.Features.Safety;

/// <summary>The lexicon of the screening: its rules, word classes and versions.</summary>
[Requires(Permission.EditLexicon)]
public sealed class LexiconModel(Dispatch dispatch) : PageModel
{
    public string? Find { get; private set; }
    public ShowLexicon.Answer Lexicon { get; private set; } = null!;

    public async Task OnGetAsync(string? find, CancellationToken cancel) => Lexicon = await dispatch.Send(new ShowLexicon.Query(Find = find), cancel);
}
