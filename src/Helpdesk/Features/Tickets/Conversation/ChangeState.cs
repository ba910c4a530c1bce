using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Moves a ticket by hand (D28): open, pending, on hold with a reason and a date, resolved.</summary>
public static class ChangeState
{
    /// <param name="Reason">Needed for on hold; kept as a note, because events hold no free words (D30).</param>
    /// <param name="LookAgain">Needed for on hold.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, TicketState To, string? Reason = null, DateOnly? LookAgain = null) : ICommand<Unit>;

    internal sealed class Handler(
        Tickets tickets, Clockwork clockwork, Policies policies, JobQueue jobs, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (ticket.State == command.To) return Unit.Value;
            if (TicketLife.Problems(ticket, command.To, command.Reason, command.LookAgain, DateOnly.FromDateTime(now.UtcDateTime)) is { Count: > 0 } problems)
            {
                throw new Refused(problems);
            }

            if (!string.IsNullOrWhiteSpace(command.Reason)) Note(ticket, command.Reason, now);
            clockwork.Move(ticket, command.To, "by_hand", await policies.Current(cancellationToken), now, command.LookAgain);
            await jobs.Remove(CloseResolved.Job, ticket.Id, cancellationToken);
            await jobs.Remove(LookAgain.Job, ticket.Id, cancellationToken);
            if (command.To == TicketState.Resolved) jobs.Add(CloseResolved.Job, ticket.Id, now + CloseResolved.After);
            if (command.LookAgain is { } day) jobs.Add(LookAgain.Job, ticket.Id, new DateTimeOffset(day.ToDateTime(new TimeOnly(14, 0)), TimeSpan.Zero));
            return Unit.Value;
        }

        private void Note(Ticket ticket, string reason, DateTimeOffset now)
        {
            var note = new Message
            {
                Id = Guid.CreateVersion7(now), TicketId = ticket.Id, Direction = "note", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = reason.Trim(), ScreenedBy = "staff",
            };
            tickets.Add(note);
            tickets.Record(ticket, new NoteAdded(note.Id), now);
        }
    }
}
