using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>What the screening in force makes of phrases that somebody typed or uploaded. Nothing of them is kept.</summary>
public static class TryPhrases
{
    private const int Longest = 1_000_000;

    [Requires(Permission.EditLexicon)]
    public sealed record Query(string Text) : IQuery<Answer>;

    /// <param name="Lexicon">The version that judged.</param>
    public sealed record Answer(IReadOnlyList<Tried> Phrases, IReadOnlyList<RedTeamProblem> Problems, string Lexicon);

    public sealed record Tried(RedTeamPhrase Phrase, Verdict Verdict)
    {
        /// <summary>Null when the line says nothing of what should happen, or it happens.</summary>
        public string? Problem => Phrase.Expected?.Problem(Verdict);
    }

    internal sealed class Validator : AbstractValidator<Query>
    {
        public Validator() => RuleFor(q => q.Text).Must(t => !string.IsNullOrWhiteSpace(t)).WithMessage("Type or upload at least one phrase.").OverridePropertyName("Phrases")
            .MaximumLength(Longest).WithMessage($"At most {Longest:N0} characters at once.").OverridePropertyName("Phrases");
    }

    internal sealed class Handler(Policies policies) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var lexicon = (await policies.Current(cancellationToken)).Lexicon;
            var (phrases, problems) = RedTeamLines.Read(query.Text);
            var tried = await Task.Run(() => phrases.Select(p => new Tried(p, Screening.Screen(new ScreenedText("", p.Text), lexicon))).ToList(), cancellationToken);
            return new Answer(tried, problems, lexicon.Version);
        }
    }
}
