using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>How many tickets somebody holds at most, and which they know how to answer (D16).</summary>
public static class SetDuty
{
    /// <param name="Languages">Two letters each, with blanks or commas between.</param>
    [Requires(Permission.AssignOthers)]
    public sealed record Command(Team Team, Guid Person, int? Cap, IReadOnlyList<string> Skills, string? Languages) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Cap).NotNull().InclusiveBetween(0, 500).WithMessage("Give a number of tickets from 0 to 500.");
            RuleFor(c => c.Skills).Must(s => s.All(slug => Taxonomy.TryParse(slug, out Category _))).WithMessage("Choose categories from the list.");
            RuleFor(c => c.Languages).Must(l => Codes(l).Count() <= 20 && Codes(l).All(IsCode)).WithMessage("Write languages as two letters each, such as: nl, de.");
        }
    }

    private static IEnumerable<string> Codes(string? languages) =>
        (languages ?? "").Split([' ', ',', ';'], StringSplitOptions.RemoveEmptyEntries).Select(l => l.ToLowerInvariant()).Distinct();

    private static bool IsCode(string code) => code.Length == 2 && code.All(char.IsAsciiLetterLower);

    internal sealed class Handler(HelpdeskDb db, OwnTeam team) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var who = await team.Member(command.Team, command.Person, cancellationToken);
            var duty = await db.Set<Duty>().SingleOrDefaultAsync(d => d.PersonId == who.Id, cancellationToken);
            if (duty is null) db.Add(duty = new Duty { PersonId = who.Id });
            duty.Cap = command.Cap!.Value;
            duty.Skills = [.. command.Skills.Distinct().Order(StringComparer.Ordinal)];
            duty.Languages = [.. Codes(command.Languages)];
            return Unit.Value;
        }
    }
}
