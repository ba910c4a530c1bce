using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Lets a key read restricted tickets: granted only by a Safety member (INTERFACES, API v1), on a key that an Administrator made.</summary>
public static class GrantRestricted
{
    [Requires(Permission.ReadRestricted)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(ApiKeys keys, People people, AuditLog audit, Caller caller) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!(await people.RolesOf(caller.PersonId, cancellationToken)).Contains(Role.Safety)) throw new NotAllowed();
            var key = await keys.Find(command.Id, cancellationToken);
            if (key.RevokedAt is not null) throw new Refused("This key is revoked.");
            if (key.Scopes.Contains(KeyScopes.RestrictedRead)) return Unit.Value;
            var before = key.Scopes;
            key.Scopes = [.. before, KeyScopes.RestrictedRead];
            audit.Write("key_granted", key: key.Id, before: before, after: key.Scopes);
            return Unit.Value;
        }
    }
}
