using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>The kept cases, run again against the lexicon in force; those that fail come first. Read like a restricted ticket: logged (D34).</summary>
public static class ListCases
{
    [Requires(Permission.EditLexicon)]
    public sealed record Query : IQuery<IReadOnlyList<Line>>;

    /// <param name="Problem">Null when the screening does what is expected.</param>
    public sealed record Line(KeptCase Kept, Verdict Verdict, string? Problem);

    internal sealed class Handler(RedTeamCases cases, Policies policies, AccessLog accessLog, TimeProvider time) : IRequestHandler<Query, IReadOnlyList<Line>>
    {
        public async Task<IReadOnlyList<Line>> Handle(Query query, CancellationToken cancellationToken)
        {
            var lexicon = (await policies.Current(cancellationToken)).Lexicon;
            var kept = await cases.Kept(cancellationToken);
            if (kept.Count > 0) await accessLog.WriteRedTeam(time.Instant(), cancellationToken);
            return [.. kept.Select(k => Run(k, lexicon)).OrderBy(l => l.Problem is null)];
        }

        private static Line Run(KeptCase kept, Lexicon lexicon)
        {
            var verdict = Screening.Screen(new ScreenedText("", kept.Text), lexicon);
            return new Line(kept, verdict, kept.Case.Expected.Problem(verdict));
        }
    }
}
