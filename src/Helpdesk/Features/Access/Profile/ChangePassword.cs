using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>One's own password. Sessions on other devices end within a minute; this one goes on.</summary>
public static class ChangePassword
{
    [Requires(Permission.SignedIn)]
    public sealed record Command(string Current, string New) : ICommand<bool>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Current).NotEmpty().WithMessage("Write your password of now.").MaximumLength(Accounts.LongestPassword).WithMessage("That password is too long.");
            RuleFor(c => c.New).IsPassword();
        }
    }

    internal sealed class Handler(Accounts accounts, UserManager<Person> people, SignInManager<Person> sessions, Caller caller) : IRequestHandler<Command, bool>
    {
        /// <returns>False when the present password is wrong, which is counted.</returns>
        public async Task<bool> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(caller.PersonId, cancellationToken);
            if (!await accounts.Proves(person, command.Current)) return false;
            Staff.Check(await people.ChangePasswordAsync(person, command.Current, command.New));
            await sessions.RefreshSignInAsync(person);
            return true;
        }
    }
}
