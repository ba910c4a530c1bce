using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>The links for walls that are in force.</summary>
public static class ListBoardLinks
{
    [Requires(Permission.AssignOthers)]
    public sealed record Query : IQuery<IReadOnlyList<BoardLinks.Line>>;

    internal sealed class Handler(BoardLinks links, Caller caller) : IRequestHandler<Query, IReadOnlyList<BoardLinks.Line>>
    {
        public async Task<IReadOnlyList<BoardLinks.Line>> Handle(Query query, CancellationToken cancellationToken) =>
            BoardLinks.May(caller.Viewer) ? await links.InForce(cancellationToken) : throw new NotAllowed();
    }
}
