using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>A call on a ticket that exists. Its notes are a customer's words and are screened like any other (D8); spoken with, it is an answer (D24).</summary>
public static class LogCall
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, Guid Once, string Text, bool Spoke) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Text).NotEmpty().WithMessage("Say in a line what the call was about.").MaximumLength(200_000).WithMessage("The notes are longer than 200,000 characters.");
    }

    internal sealed class Handler(
        Tickets tickets, Drafts drafts, Judge judge, Safeguard safeguard, Clockwork clockwork, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var verdict = await judge.Screen("", command.Text, [], cancellationToken);
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (await tickets.HasMessage(command.Once, cancellationToken)) return Unit.Value;
            if (ticket.State == TicketState.Closed) throw new Refused("This ticket is closed. Log the call as a new ticket.");
            tickets.Add(new Message
            {
                Id = command.Once, TicketId = ticket.Id, Direction = "call", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = command.Text.ReplaceLineEndings("\n"), ScreenedBy = verdict?.LexiconVersion,
            });
            var set = await policies.Current(cancellationToken);
            tickets.StaffActs(ticket, now);
            tickets.Record(ticket, new CallLogged(command.Once, command.Spoke), now);
            if (command.Spoke) clockwork.Answered(ticket, now, acknowledges: false, set, now);
            await safeguard.Apply(ticket, command.Once, verdict, isNew: false, now, cancellationToken);
            safeguard.Reroute(ticket, verdict, set, now);
            await drafts.Forget(ticket.Id, caller.PersonId, "call", cancellationToken);
            return Unit.Value;
        }
    }
}
