using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Severity = Helpdesk.Domain.Safety.Severity;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Opens a restricted ticket again (D34b): every grave incident of it was reviewed and found without risk, it never had a report, and
/// for a critical one a second person of Safety or Legal confirms. Detection and access log stay; category and routing are taken again.
/// </summary>
public static class LiftRestriction
{
    /// <param name="Reason">Of who asks; who confirms agrees with it.</param>
    [Requires(Permission.LiftRestriction)]
    public sealed record Command(string Number, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(20_000).WithMessage("The reason is longer than 20,000 characters.");
    }

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, Reports reports, Resorting resorting, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            var found = await incidents.Of(ticket.Id, cancellationToken);
            var asked = await db.Set<RestrictionLift>().SingleOrDefaultAsync(l => l.TicketId == ticket.Id && l.LiftedAt == null, cancellationToken);
            var problems = LiftRules.Problems(
                ticket, [.. found.Select(i => (i.Severity, i.Outcome == "no_risk"))], await reports.AnyOn(ticket.Id, cancellationToken),
                command.Reason, asked?.AskedBy, caller.PersonId);
            if (problems.Count > 0) throw new Refused(problems);

            if (asked is null) db.Add(asked = new RestrictionLift { Id = Guid.CreateVersion7(now), TicketId = ticket.Id, AskedBy = caller.PersonId, AskedAt = now, Reason = command.Reason!.Trim() });
            else asked.ConfirmedBy = caller.PersonId;
            // D34b: a critical finding waits for the second person.
            if (asked.ConfirmedBy is null && found.Exists(i => i.Severity == Severity.Critical)) return Unit.Value;

            asked.LiftedAt = now;
            var left = found.Where(i => i.Outcome != "no_risk").Max(i => (Severity?)i.Severity);
            tickets.Record(ticket, new RestrictionLifted(left), now);
            if (!(left >= Severity.Medium)) await resorting.Take(ticket, now, cancellationToken);
            return Unit.Value;
        }
    }
}
