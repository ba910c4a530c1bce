using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>The second step of signing in: the code of the authenticator app, or one of the recovery codes.</summary>
public static class SecondStep
{
    public enum Outcome
    {
        SignedIn,
        Refused,

        /// <summary>The first step is too long ago, or never was.</summary>
        StartAgain,
    }

    [Requires(Permission.Public)]
    public sealed record Command(string Code, bool Recovery) : ICommand<Outcome>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Code).NotEmpty().WithMessage("Write the code.").MaximumLength(40).WithMessage("That is longer than a code.");
    }

    internal sealed class Handler(Accounts accounts, SignInManager<Person> sessions, HelpdeskDb db) : IRequestHandler<Command, Outcome>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken cancellationToken)
        {
            var known = await sessions.GetTwoFactorAuthenticationUserAsync();
            if (known is null) return Outcome.StartAgain;
            db.ChangeTracker.Clear();
            var person = await accounts.TryLock(known.Id, cancellationToken);
            if (person is not { Active: true, TwoFactorEnabled: true }) return Outcome.StartAgain;

            var right = command.Recovery ? await accounts.ProvesByRecoveryCode(person, command.Code) : await accounts.ProvesByCode(person, command.Code);
            if (!right) return Outcome.Refused;
            await sessions.Context.SignOutAsync(IdentityConstants.TwoFactorUserIdScheme);
            await sessions.SignInWithClaimsAsync(person, isPersistent: false, [new System.Security.Claims.Claim("amr", "mfa")]);
            return Outcome.SignedIn;
        }
    }
}
