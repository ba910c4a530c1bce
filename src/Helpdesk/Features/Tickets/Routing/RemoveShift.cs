using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Takes a shift away. Tickets already given stay with their assignee.</summary>
public static class RemoveShift
{
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Team Team, Guid Shift) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, OwnTeam team) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            team.Check(command.Team);
            await db.Set<Shift>().Where(s => s.Id == command.Shift && s.Team == command.Team).ExecuteDeleteAsync(cancellationToken);
            return Unit.Value;
        }
    }
}
