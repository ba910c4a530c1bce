using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>A higher level gives a ticket back to the one below, with a reason (D17).</summary>
public static class HandBack
{
    /// <param name="Once">The id of the note; the same one twice is one act.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, int BasedOn, Guid Once, string? Why) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Why).MaximumLength(10_000).WithMessage("Keep the reason under 10,000 characters.");
    }

    internal sealed class Handler(Tickets tickets, Alerts alerts, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (await tickets.HasMessage(command.Once, cancellationToken)) return Unit.Value;
            if (await tickets.MovedSince(ticket.Id, command.BasedOn, cancellationToken)) throw new Stale($"The ticket has moved in the meantime: it stands with {ticket.Team.Name()}, level {ticket.Level}.");
            if (HandingBack.Problems(ticket, caller.Viewer.Teams, command.Why) is { Count: > 0 } problems) throw new Refused(problems);

            var back = HandingBack.Event(ticket, (await policies.Current(cancellationToken)).Routing.Path(ticket.Category), command.Once);
            tickets.Add(new Message
            {
                Id = command.Once, TicketId = ticket.Id, Direction = "note", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = $"Given back to {back.ToTeam.Name()} (level {back.ToLevel}): {command.Why!.Trim()}", ScreenedBy = "staff",
            });
            if (ticket.State == TicketState.New) tickets.Record(ticket, new StateChanged(TicketState.Open, "staff_act"), now);
            tickets.Record(ticket, new NoteAdded(command.Once), now);
            tickets.Record(ticket, back, now);
            alerts.Add(ticket, now);
            return Unit.Value;
        }
    }
}
