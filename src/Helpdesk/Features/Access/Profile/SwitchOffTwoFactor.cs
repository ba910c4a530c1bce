using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>Asks for no code any more; key and recovery codes are forgotten. The password proves who asks.</summary>
public static class SwitchOffTwoFactor
{
    [Requires(Permission.SignedIn)]
    public sealed record Command(string Password) : ICommand<bool>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Password).NotEmpty().WithMessage("Write your password.").MaximumLength(Accounts.LongestPassword).WithMessage("That password is too long.");
    }

    internal sealed class Handler(Accounts accounts, SignInManager<Person> sessions, Caller caller) : IRequestHandler<Command, bool>
    {
        /// <returns>False when the password is wrong, which is counted.</returns>
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(caller.PersonId, cancellationToken);
            if (!await accounts.Proves(person, command.Password)) return false;
            await accounts.ForgetTwoFactor(person);
            await sessions.RefreshSignInAsync(person);
            return true;
        }
    }
}
