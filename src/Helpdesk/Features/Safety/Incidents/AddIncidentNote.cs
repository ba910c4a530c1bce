using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Safety;

/// <summary>
/// A note on an incident, or a correction that stands beside the original with its reason (D35): nothing is edited or deleted. Safety,
/// Legal and the people named for the ticket document here.
/// </summary>
public static class AddIncidentNote
{
    /// <param name="Once">The note's id, made when the form was drawn: the same form sent twice is one note.</param>
    /// <param name="Corrects">The note that was wrong; null for a note of its own.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(Guid Incident, Guid Once, string? Text, Guid? Corrects = null, string? Reason = null) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Text).NotEmpty().WithMessage("The note is empty.").MaximumLength(20_000).WithMessage("The note is longer than 20,000 characters.");
            RuleFor(c => c.Reason).NotEmpty().When(c => c.Corrects is not null).WithMessage("Say why the note was wrong.").MaximumLength(2_000).WithMessage("The reason is longer than 2,000 characters.");
        }
    }

    internal sealed class Handler(Incidents incidents, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (_, incident) = await incidents.ForChange(command.Incident, now, cancellationToken);
            var notes = await incidents.NotesOf(incident.Id, cancellationToken);
            if (notes.Exists(n => n.Id == command.Once)) return Unit.Value;
            if (command.Corrects is { } original && !notes.Exists(n => n.Id == original)) throw new Refused("The note to correct is not on this incident.");
            incidents.Add(new IncidentNote
            {
                Id = command.Once, TicketId = incident.TicketId, IncidentId = incident.Id, At = now, PersonId = caller.PersonId,
                Text = command.Text!.ReplaceLineEndings("\n").Trim(), CorrectsId = command.Corrects, Reason = command.Corrects is null ? null : command.Reason!.Trim(),
            });
            return Unit.Value;
        }
    }
}
