using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A person takes a ticket one level up its path (D17), or to the specialist of its symptom (D13), which ends the escalation clock (D27).
/// Everything said stands in a note.
/// </summary>
public static class Escalate
{
    private const int Longest = 10_000;

    /// <summary>The reason of waiting for somebody outside.</summary>
    public const string Outside = "asked_outside";

    /// <param name="BasedOn">The version the sender saw: a move in between stops it.</param>
    /// <param name="Once">The id of the note; the same one twice is one escalation.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, int BasedOn, Guid Once, EscalationRequest Request) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Request).Must(r => r is null || Texts(r).All(t => t.Length <= Longest)).WithMessage("Keep each field under 10,000 characters.");

        private static IEnumerable<string> Texts(EscalationRequest r) => [r.Justification, r.Told, r.FollowUp, .. r.HandOver.Values, .. r.Waived.Values];
    }

    internal sealed class Handler(
        Tickets tickets, Clockwork clockwork, Alerts alerts, JobQueue jobs, Policies policies, People people, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (await tickets.HasMessage(command.Once, cancellationToken)) return Unit.Value;
            if (await tickets.MovedSince(ticket.Id, command.BasedOn, cancellationToken)) throw new Stale($"The ticket has moved in the meantime: it stands with {ticket.Team.Name()}, level {ticket.Level}.");
            var set = await policies.Current(cancellationToken);
            var (path, request) = (set.Routing.Path(ticket.Category), command.Request);
            var specialist = set.Specialists.Of(ticket, request.Criterion);
            if (HandEscalation.Problems(ticket, path, set.Escalation, request, now, specialist) is { Count: > 0 } problems) throw new Refused(problems);

            if (specialist is not null && (await people.Of(specialist.To, cancellationToken)).Count == 0) throw new Refused($"Nobody is in {specialist.To.Name()} yet. An administrator adds people to it; until then choose another way.");

            clockwork.CatchUp(ticket, set, now);
            var zone = TimeZoneInfo.FindSystemTimeZoneById(await people.ZoneOf(caller.PersonId, cancellationToken));
            tickets.Add(new Message
            {
                Id = command.Once, TicketId = ticket.Id, Direction = "note", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = HandEscalation.Note(ticket, path, set.Escalation, request, zone, specialist), ScreenedBy = "staff",
            });
            if (ticket.State == TicketState.New) tickets.Record(ticket, new StateChanged(TicketState.Open, "staff_act"), now);
            tickets.Record(ticket, new NoteAdded(command.Once), now);
            tickets.Record(ticket, HandEscalation.Event(ticket, path, set.Escalation, request, command.Once, specialist), now);
            alerts.Add(ticket, now);
            clockwork.EscalatedByHand(ticket, set, now);
            if (specialist?.External is not null) await Wait(ticket, request.HearsNext!.Value, set, now, cancellationToken);
            return Unit.Value;
        }

        /// <summary>D13, D28: somebody outside is asked; the ticket is looked at again when the customer is to hear from us.</summary>
        private async Task Wait(Ticket ticket, DateTimeOffset hearsNext, PolicySet set, DateTimeOffset now, CancellationToken cancel)
        {
            clockwork.Move(ticket, TicketState.OnHold, Outside, set, now, DateOnly.FromDateTime(hearsNext.UtcDateTime));
            await jobs.Remove(CloseResolved.Job, ticket.Id, cancel);
            await jobs.Remove(LookAgain.Job, ticket.Id, cancel);
            jobs.Add(LookAgain.Job, ticket.Id, hearsNext);
        }
    }
}
