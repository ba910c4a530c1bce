using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>The first password of somebody invited, by the link from the mail; it signs them in.</summary>
public static class AcceptInvitation
{
    [Requires(Permission.Public)]
    public sealed record Command(Guid Person, string Token, string Password) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Password).IsPassword();
    }

    internal sealed class Handler(Accounts accounts, AccessLinks links, UserManager<Person> people, SignInManager<Person> sessions) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.TryLock(command.Person, cancellationToken);
            if (person is null || !await links.Invites(person, command.Token))
            {
                throw new Refused("This invitation is too old or was used before. Ask your administrator for another, or sign in.");
            }

            person.EmailConfirmed = true;
            Staff.Check(await people.AddPasswordAsync(person, command.Password));
            await sessions.SignInAsync(person, isPersistent: false);
            return Unit.Value;
        }
    }
}
