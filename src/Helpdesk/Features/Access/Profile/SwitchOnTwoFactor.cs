using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>Asks for a code from now on. The first code proves that the app has the key.</summary>
public static class SwitchOnTwoFactor
{
    private const int Codes = 10;

    [Requires(Permission.SignedIn)]
    public sealed record Command(string Code) : ICommand<IReadOnlyList<string>?>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Write the six digits that the app shows.").MaximumLength(20).WithMessage("That is longer than a code.");
    }

    internal sealed class Handler(Accounts accounts, UserManager<Person> people, SignInManager<Person> sessions, Caller caller) : IRequestHandler<Command, IReadOnlyList<string>?>
    {
        /// <returns>The recovery codes, which are shown this once; null when the code is wrong.</returns>
        public async Task<IReadOnlyList<string>?> Handle(Command command, CancellationToken cancellationToken)
        {
            var person = await accounts.Lock(caller.PersonId, cancellationToken);
            if (person.TwoFactorEnabled) throw new Refused("Two-factor sign-in is on already.");
            if (!await accounts.ProvesByCode(person, command.Code)) return null;
            Staff.Check(await people.SetTwoFactorEnabledAsync(person, true));
            var codes = await people.GenerateNewTwoFactorRecoveryCodesAsync(person, Codes);
            await sessions.RefreshSignInAsync(person);
            return [.. codes ?? []];
        }
    }
}
