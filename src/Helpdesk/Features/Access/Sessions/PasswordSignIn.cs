using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>
/// Address and password. Unknown, wrong, left and locked look and take alike, so that nobody learns here who works with us.
/// </summary>
public static class PasswordSignIn
{
    public enum Outcome
    {
        SignedIn,

        /// <summary>The password was right; a code is asked next.</summary>
        CodeNeeded,
        Refused,
    }

    [Requires(Permission.Public)]
    public sealed record Command(string Email, string Password) : ICommand<Outcome>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).NotEmpty().WithMessage("Write your work e-mail address.").MaximumLength(Accounts.LongestEmail).WithMessage("That address is too long.");
            RuleFor(c => c.Password).NotEmpty().WithMessage("Write your password.").MaximumLength(Accounts.LongestPassword).WithMessage("That password is too long.");
        }
    }

    // It answers instead of throwing: the count of wrong tries must be kept.
    internal sealed class Handler(Accounts accounts, SignInManager<Person> sessions) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.LockByEmail(command.Email, cancellationToken);
            if (person is not { Active: true, PasswordHash: not null })
            {
                accounts.TakeAsLongAs(command.Password);
                return Outcome.Refused;
            }

            if (await accounts.IsLocked(person))
            {
                accounts.TakeAsLongAs(command.Password);
                return Outcome.Refused;
            }

            var result = await sessions.PasswordSignInAsync(person, command.Password, isPersistent: false, lockoutOnFailure: true);
            return result.Succeeded ? Outcome.SignedIn : result.RequiresTwoFactor ? Outcome.CodeNeeded : Outcome.Refused;
        }
    }
}
