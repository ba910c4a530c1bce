using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Access;

/// <summary>Sends a link to choose a new password, when the address is one of ours; the answer is the same either way.</summary>
public static class ForgotPassword
{
    [Requires(Permission.Public)]
    public sealed record Command(string Email) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() =>
            RuleFor(c => c.Email).NotEmpty().WithMessage("Write your work e-mail address.").MaximumLength(Accounts.LongestEmail).WithMessage("That address is too long.");
    }

    internal sealed class Handler(Accounts accounts, AccessMail mail) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.LockByEmail(command.Email, cancellationToken);
            if (person is { Active: true, PasswordHash: not null }) await mail.Reset(person, cancellationToken);
            // Who has not come yet gets the way in that they wait for.
            else if (person is { Active: true }) await mail.Invite(person, cancellationToken);
            return Unit.Value;
        }
    }
}
