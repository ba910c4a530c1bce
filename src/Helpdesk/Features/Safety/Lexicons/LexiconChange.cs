using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Safety;

/// <summary>A rule or a word class as somebody wants it: new, or in the place of one that exists.</summary>
/// <param name="IsNew">It is not meant to replace anything.</param>
public sealed record LexiconChange(LexiconRuleText? Rule, LexiconClassText? Words, bool IsNew)
{
    /// <summary>The sheet with the change, and the lexicon that would be in force.</summary>
    /// <exception cref="Refused">It cannot be read; every sentence names the place.</exception>
    public (LexiconSheet Sheet, Lexicon InForce) On(LexiconSheet sheet)
    {
        var problems = new List<string>([.. Rule?.Problems() ?? [], .. Words?.Problems() ?? []]);
        if (IsNew && sheet.Rules.Any(r => r.Id == Rule?.Id)) problems.Add("Name: there is a rule of this name. Open that one to change it.");
        if (IsNew && sheet.Classes.Any(c => c.Name == Words?.Name)) problems.Add("Name: there is a word class of this name. Open that one to change it.");
        if (problems.Count > 0) throw new Refused(problems);
        var next = Rule is not null ? sheet.With(Rule) : sheet.With(Words!);
        try
        {
            return (next, next.InForce());
        }
        catch (FormatException problem)
        {
            throw new Refused($"The lexicon cannot be read with this change. {problem.Message}");
        }
    }
}
