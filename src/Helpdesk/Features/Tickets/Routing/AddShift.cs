using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Somebody works for the team at these hours, week after week, by the clock where they live (D16).</summary>
public static class AddShift
{
    /// <param name="Ends">Not after <paramref name="Begins"/>: on the next day.</param>
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Team Team, Guid Person, ShiftKind Kind, IReadOnlyList<DayOfWeek> Days, TimeOnly? Begins, TimeOnly? Ends) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Days).NotEmpty().WithMessage("Choose at least one day.");
            RuleForEach(c => c.Days).IsInEnum().WithMessage("Choose days of the week.");
            RuleFor(c => c.Kind).IsInEnum().WithMessage("Choose what the shift is for.");
            RuleFor(c => c.Begins).NotNull().WithMessage("Say when it begins.");
            RuleFor(c => c.Ends).NotNull().WithMessage("Say when it ends.");
        }
    }

    internal sealed class Handler(HelpdeskDb db, OwnTeam team, People people, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var who = await team.Member(command.Team, command.Person, cancellationToken);
            if (!who.Permissions.Contains(Permission.WorkTickets)) throw new Refused($"{who.Name} does not work on tickets.");
            db.Add(new Shift
            {
                Id = Guid.CreateVersion7(time.Instant()), PersonId = who.Id, Team = command.Team, Kind = command.Kind, Days = Shift.Mask(command.Days),
                Begins = command.Begins!.Value, Ends = command.Ends!.Value, Zone = await people.ZoneOf(who.Id, cancellationToken),
            });
            return Unit.Value;
        }
    }
}
