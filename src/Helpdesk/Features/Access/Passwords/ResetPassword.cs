using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>A new password by a link from the mail. It ends every session, and a lockout; two-factor stays as it was.</summary>
public static class ResetPassword
{
    [Requires(Permission.Public)]
    public sealed record Command(Guid Person, string Token, string Password) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Password).IsPassword();
    }

    internal sealed class Handler(Accounts accounts, UserManager<Person> people) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.TryLock(command.Person, cancellationToken);
            if (person is not { Active: true, PasswordHash: not null } || !(await people.ResetPasswordAsync(person, command.Token, command.Password)).Succeeded)
            {
                throw new Refused("This link is too old or was used before. Ask for another one.");
            }

            Staff.Check(await people.SetLockoutEndDateAsync(person, null));
            Staff.Check(await people.ResetAccessFailedCountAsync(person));
            return Unit.Value;
        }
    }
}
