using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Keeps a phrase as a regression case: what the screening is to do with it, who says so and why (D8).</summary>
public static class KeepCase
{
    private const int LongestWhy = 500;

    [Requires(Permission.EditLexicon)]
    public sealed record Command(string Text, Expectation Expected, string Why) : ICommand<Guid>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Text).Must(t => !string.IsNullOrWhiteSpace(t) && t.Length <= RedTeamLines.Longest).WithMessage($"A case has 1 to {RedTeamLines.Longest:N0} characters.");
            RuleFor(c => c.Why).Must(w => w.Trim().Length is > 0 and <= LongestWhy).WithMessage($"Say in at most {LongestWhy} characters why this case is kept.");
            RuleFor(c => c.Expected).Must(e => e.Fires || (e.Kind is null && e.AtLeast is null)).WithMessage("A phrase at which nothing is to fire has no kind and no severity.");
        }
    }

    internal sealed class Handler(RedTeamCases cases, Caller caller, TimeProvider time) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var text = PlainText.Storable(command.Text).Trim();
            if (await cases.Holds(text, cancellationToken)) throw new Refused("This phrase is kept already. Withdraw the case first if something else is expected.");
            var now = time.Instant();
            var kept = new KeptCase
            {
                Id = Guid.CreateVersion7(now), Text = text, Fires = command.Expected.Fires, Kind = command.Expected.Kind, AtLeast = command.Expected.AtLeast,
                Why = PlainText.Storable(command.Why).Trim(), PersonId = caller.PersonId, Author = caller.Viewer.Name, At = now,
            };
            cases.Add(kept);
            return kept.Id;
        }
    }
}
