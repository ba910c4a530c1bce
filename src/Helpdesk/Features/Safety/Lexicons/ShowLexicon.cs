using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>The lexicon as it is written, with who changed it and why.</summary>
public static class ShowLexicon
{
    private const int VersionsShown = 50;

    /// <param name="Find">Words to look for in names, labels and patterns; null shows all.</param>
    [Requires(Permission.EditLexicon)]
    public sealed record Query(string? Find = null) : IQuery<Answer>;

    public sealed record Answer(int Version, IReadOnlyList<LexiconRuleText> Rules, IReadOnlyList<LexiconClassText> Classes, IReadOnlyList<LexiconVersion> History);

    internal sealed class Handler(LexiconVersions versions) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var (version, sheet) = await versions.Newest(cancellationToken);
            var find = query.Find?.Trim() ?? "";
            bool In(params IEnumerable<string> texts) => find.Length == 0 || texts.Any(t => t.Contains(find, StringComparison.OrdinalIgnoreCase));
            return new Answer(
                version,
                [.. sheet.Rules.Where(r => In([r.Id, r.Label, .. r.Say, .. r.With, .. r.Without, .. r.Unless]))],
                [.. sheet.Classes.Where(c => In([c.Name, .. c.Lines]))],
                await versions.History(VersionsShown, cancellationToken));
        }
    }
}
