using Helpdesk.Domain.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Ends a link to the figures of the board at once and for good; any lead may.</summary>
public static class RevokeBoardLink
{
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(BoardLinks links, AuditLog audit, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!BoardLinks.May(caller.Viewer)) throw new NotAllowed();
            var link = await links.Find(command.Id, cancellationToken);
            link.RevokedAt = time.Instant();
            audit.Write("board_link_revoked", before: [link.Name]);
            return Unit.Value;
        }
    }
}
