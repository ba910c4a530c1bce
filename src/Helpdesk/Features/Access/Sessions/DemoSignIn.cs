using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>One click as somebody of the demo world; elsewhere there is no such thing (INTERFACES, no silent fallback).</summary>
public static class DemoSignIn
{
    [Requires(Permission.Public)]
    public sealed record Command(string Email) : ICommand<Unit>;

    internal sealed class Handler(InstallationFacts facts, Accounts accounts, SignInManager<Person> sessions) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!facts.Demo || DemoPeople.All.All(p => p.Email != command.Email)) throw new NotFound();
            var person = await accounts.LockByEmail(command.Email, cancellationToken);
            if (person is not { Active: true }) throw new NotFound();
            await sessions.SignInAsync(person, isPersistent: false);
            return Unit.Value;
        }
    }
}
