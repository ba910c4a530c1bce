using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The SLA board (UX 4): every figure counts what its viewer may see (D34), in seven statements and one round trip. Safety and Legal see
/// that of their own team (§1).
/// </summary>
public static class ShowBoard
{
    public const int Hours = 8;

    [Requires(Permission.ReadBoard, Permission.ReadTeamBoard)]
    public sealed record Query : IQuery<View>;

    /// <param name="Own">The teams that the board is of; empty for all.</param>
    public sealed record View(
        DateTimeOffset At, IReadOnlyList<Team> Own, IReadOnlyDictionary<string, Counted> Figures, IReadOnlyList<TeamLoad> Teams, IReadOnlyList<PersonLoad> People,
        IReadOnlyList<Breach> Breaches, IReadOnlyList<ForecastHour> Forecast);

    /// <param name="Before">Of the same day last week until the same time; null for what only counts now.</param>
    public sealed record Counted(int Now, int? Before);

    public sealed record TeamLoad(Team Team, int Open, int Unassigned, int DueToday, int Late);

    public sealed record PersonLoad(Guid Id, string Name, int Open, int Cap, int DueToday, int Late);

    /// <summary>One promise that was not kept today.</summary>
    public sealed record Breach(string Number, Target Target, DateTimeOffset Due, string Policy, DateTimeOffset? StoppedAt, Team Team, string? Assignee, TicketState State);

    internal sealed class Handler(BoardCount board, Caller caller) : IRequestHandler<Query, View>
    {
        public Task<View> Handle(Query query, CancellationToken cancellationToken) => board.Of(caller.Viewer, cancellationToken);
    }
}
