using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Administration;

/// <summary>Ends a key at once and for good. A Safety or Legal member may end those that read restricted tickets.</summary>
public static class RevokeKey
{
    [Requires(Permission.ManageKeys, Permission.ReadRestricted)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(ApiKeys keys, AuditLog audit, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var key = await keys.Find(command.Id, cancellationToken);
            if (!caller.Viewer.May(Permission.ManageKeys) && !key.Scopes.Contains(KeyScopes.RestrictedRead)) throw new NotAllowed();
            if (key.RevokedAt is not null) return Unit.Value;
            key.RevokedAt = time.Instant();
            audit.Write("key_revoked", key: key.Id, before: key.Scopes);
            return Unit.Value;
        }
    }
}
