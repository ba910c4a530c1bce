using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Somebody will not be here: when it begins, their tickets go back to the queue (D16).</summary>
public static class AddAbsence
{
    /// <param name="Since">Null: from now on.</param>
    /// <param name="Until">Null: until they are back.</param>
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Team Team, Guid Person, DateTimeOffset? Since, DateTimeOffset? Until) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Until).Must((c, until) => until is null || c.Since is null || until > c.Since).WithMessage("The end has to come after the beginning.");
    }

    internal sealed class Handler(HelpdeskDb db, OwnTeam team, JobQueue jobs, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var who = await team.Member(command.Team, command.Person, cancellationToken);
            var absence = new Absence { Id = Guid.CreateVersion7(now), PersonId = who.Id, Since = command.Since ?? now, Until = command.Until };
            if (absence.Until <= now || absence.Until <= absence.Since) throw new Refused("This time is over already.");
            db.Add(absence);
            jobs.Add(ReturnTickets.Job, null, absence.Since > now ? absence.Since : now, ReturnTickets.Data(absence.Id));
            return Unit.Value;
        }
    }
}
