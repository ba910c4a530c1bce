using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The board for a screen on the wall: figures, loads by team and the forecast. No ticket, no person; what is restricted is not in it,
/// whoever made the link (D34).
/// </summary>
public static class ShowWall
{
    /// <summary>Whoever stands before the screen: of the board of all teams, what an outsider to restricted tickets counts.</summary>
    private static readonly Viewer Passer = new(ActorKind.Nobody, null, "", new HashSet<Permission> { Permission.Public, Permission.ReadTickets, Permission.ReadBoard }, []);

    /// <param name="Token">What the link carries.</param>
    [Requires(Permission.Public)]
    public sealed record Query(string Token) : IQuery<View>;

    /// <param name="Name">Of the link: where the screen hangs.</param>
    public sealed record View(
        string Name, DateTimeOffset At, IReadOnlyDictionary<string, ShowBoard.Counted> Figures, IReadOnlyList<ShowBoard.TeamLoad> Teams, IReadOnlyList<ForecastHour> Forecast);

    internal sealed class Handler(BoardLinks links, BoardCount board) : IRequestHandler<Query, View>
    {
        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var link = await links.Behind(query.Token, cancellationToken);
            var view = await board.Of(Passer, cancellationToken);
            return new View(link.Name, view.At, view.Figures, view.Teams, view.Forecast);
        }
    }
}
