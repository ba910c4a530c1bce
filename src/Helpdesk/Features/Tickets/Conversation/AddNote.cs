using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>An internal note. It has no path to a mail: notes and replies share no send code.</summary>
public static class AddNote
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, Guid Once, string Text) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).NotEmpty().WithMessage("The note is empty.").MaximumLength(200_000).WithMessage("The note is longer than 200,000 characters.");
    }

    internal sealed class Handler(Tickets tickets, Drafts drafts, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (await tickets.HasMessage(command.Once, cancellationToken)) return Unit.Value;
            tickets.Add(new Message
            {
                Id = command.Once, TicketId = ticket.Id, Direction = "note", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = command.Text.ReplaceLineEndings("\n"), ScreenedBy = "staff",
            });
            tickets.StaffActs(ticket, now);
            tickets.Record(ticket, new NoteAdded(command.Once), now);
            await drafts.Forget(ticket.Id, caller.PersonId, "note", cancellationToken);
            return Unit.Value;
        }
    }
}
