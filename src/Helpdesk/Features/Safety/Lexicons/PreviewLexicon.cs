using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>What a change of the lexicon would do to the kept and the shipped cases. Nothing is saved; that cases were read is logged (D34).</summary>
public static class PreviewLexicon
{
    [Requires(Permission.EditLexicon)]
    public sealed record Query(LexiconChange Change) : IQuery<LexiconEffect>;

    internal sealed class Handler(LexiconVersions versions, RedTeamCases cases, AccessLog accessLog, TimeProvider time) : IRequestHandler<Query, LexiconEffect>
    {
        public async Task<LexiconEffect> Handle(Query query, CancellationToken cancellationToken)
        {
            var (_, sheet) = await versions.Newest(cancellationToken);
            var (_, after) = query.Change.On(sheet);
            var kept = (await cases.Kept(cancellationToken)).Select(k => k.Case).ToList();
            if (kept.Count > 0) await accessLog.WriteRedTeam(time.Instant(), cancellationToken);
            var before = await versions.InForce(sheet, cancellationToken);
            return await Task.Run(() => LexiconEffect.Of(kept, LexiconEffect.ShippedCases, before, after), cancellationToken);
        }
    }
}
