using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Anybody who works on a ticket may say that the screening missed something (D8). It starts what a finding of that severity starts;
/// nobody can lower anything, so a severity that stands already is refused.
/// </summary>
public static class RaiseIncident
{
    /// <param name="About">What it is; a disclosure opens a report, as D10 says.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, SafetyKind About, Domain.Safety.Severity Severity, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(20_000).WithMessage("That is longer than 20,000 characters.");
    }

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, Safeguard safeguard, Policies policies, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            var worst = (await incidents.Of(ticket.Id, cancellationToken)).Where(i => i.Kind == command.About && i.Outcome != "no_risk").Max(i => (Domain.Safety.Severity?)i.Severity);
            if (IncidentRules.Raising(worst, command.Severity, command.Reason) is { Count: > 0 } problems) throw new Refused(problems);
            var message = await db.Set<Message>().Where(m => m.TicketId == ticket.Id && (m.Direction == "in" || m.Direction == "call"))
                .OrderByDescending(m => m.At).Select(m => m.Id).FirstAsync(cancellationToken);
            var set = await policies.Current(cancellationToken);
            await safeguard.Raise(ticket, message, command.About, command.Severity, command.Reason!.Trim(), now, cancellationToken);
            tickets.StaffActs(ticket, now);
            var reason = $"A colleague raised {Safeguard.Name(command.About)} of {Words.Slug(command.Severity)} severity.";
            safeguard.Reroute(ticket, command.About, command.Severity, reason, set, now);
            return Unit.Value;
        }
    }
}
