using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>One word class of the lexicon; without a name a new one.</summary>
[Requires(Permission.EditLexicon)]
public sealed class WordClassModel(Dispatch dispatch) : LexiconPage(dispatch)
{
    [BindProperty]
    public WordClassForm Form { get; set; } = new();

    public override LexiconForm Typed => Form;

    public async Task OnGetAsync(string? name, CancellationToken cancel)
    {
        var lexicon = await Lexicon(cancel);
        Form = string.IsNullOrEmpty(name) ? new WordClassForm { BasedOn = lexicon.Version } : WordClassForm.Of(lexicon.Classes.SingleOrDefault(c => c.Name == name) ?? throw new NotFound(), lexicon.Version);
    }
}
