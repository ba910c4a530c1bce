using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Somebody is back, or will be here after all.</summary>
public static class EndAbsence
{
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Team Team, Guid Absence) : ICommand<Unit>;

    internal sealed class Handler(HelpdeskDb db, OwnTeam team, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var absence = await db.Set<Absence>().SingleOrDefaultAsync(a => a.Id == command.Absence, cancellationToken) ?? throw new NotFound();
            await team.Member(command.Team, absence.PersonId, cancellationToken);
            if (absence.Since >= now) db.Remove(absence);
            else if (absence.Until is null || absence.Until > now) absence.Until = now;
            return Unit.Value;
        }
    }
}
