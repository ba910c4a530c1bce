using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;
using Microsoft.AspNetCore.Identity;

namespace Helpdesk.Features.Access;

/// <summary>Ends this session; those on other devices go on.</summary>
public static class SignOut
{
    [Requires(Permission.Public)]
    public sealed record Command : ICommand<Unit>;

    internal sealed class Handler(SignInManager<Person> sessions) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            await sessions.SignOutAsync();
            return Unit.Value;
        }
    }
}
