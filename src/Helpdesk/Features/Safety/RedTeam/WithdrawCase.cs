using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>Takes a regression case out of use. It stays written, with who withdrew it and why.</summary>
public static class WithdrawCase
{
    [Requires(Permission.EditLexicon)]
    public sealed record Command(Guid Id, string Why) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Why).Must(w => w.Trim().Length is > 0 and <= 500).WithMessage("Say in at most 500 characters why the case no longer holds.");
    }

    internal sealed class Handler(RedTeamCases cases, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var kept = await cases.Find(command.Id, cancellationToken);
            (kept.WithdrawnAt, kept.WithdrawnBy, kept.WithdrawnWhy) = (time.Instant(), caller.Viewer.Name, PlainText.Storable(command.Why).Trim());
            return Unit.Value;
        }
    }
}
