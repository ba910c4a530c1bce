using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Microsoft.AspNetCore.Mvc;

namespace Helpdesk.Features.Safety;

/// <summary>One rule of the lexicon; without a name a new one.</summary>
[Requires(Permission.EditLexicon)]
public sealed class LexiconRuleModel(Dispatch dispatch) : LexiconPage(dispatch)
{
    [BindProperty]
    public RuleForm Form { get; set; } = new();

    public override LexiconForm Typed => Form;

    public async Task OnGetAsync(string? name, CancellationToken cancel)
    {
        var lexicon = await Lexicon(cancel);
        Form = string.IsNullOrEmpty(name) ? new RuleForm { BasedOn = lexicon.Version } : RuleForm.Of(lexicon.Rules.SingleOrDefault(r => r.Id == name) ?? throw new NotFound(), lexicon.Version);
    }
}
