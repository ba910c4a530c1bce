using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>Names an outsider (liaison, counsel) who may meet one restricted ticket for a time (D34); the log of the ticket keeps it.</summary>
public static class GrantAccess
{
    /// <summary>Hours that can be chosen; then it expires by itself.</summary>
    public static IReadOnlyList<int> Hours { get; } = [1, 4, 24, 72, 168];

    public static IReadOnlyList<string> Capacities { get; } = ["liaison", "counsel", "named"];

    /// <param name="For">Hours from now.</param>
    [Requires(Permission.GrantOutsider)]
    public sealed record Command(string Number, Guid Person, string? Capacity, int For, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Capacity).Must(c => Capacities.Contains(c)).WithMessage("Choose as what they are named.");
            RuleFor(c => c.For).Must(h => Hours.Contains(h)).WithMessage("Choose for how long.");
            RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why they need it.").MaximumLength(2_000).WithMessage("The reason is longer than 2,000 characters.");
        }
    }

    internal sealed class Handler(HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, People people, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (!ticket.Restricted) throw new Refused("This ticket is not restricted: everybody may meet it.");
            var who = await people.Find(command.Person, cancellationToken) ?? throw new Refused("Choose somebody who works here.");
            if (who.Permissions.Contains(Permission.ReadRestricted)) throw new Refused($"{who.Name} may meet it already.");
            if (!who.Permissions.Contains(Permission.ReadTickets)) throw new Refused($"{who.Name} may not read tickets at all.");
            var until = now.AddHours(command.For);
            var access = await db.Set<RestrictedAccess>().SingleOrDefaultAsync(a => a.TicketId == ticket.Id && a.PersonId == who.Id, cancellationToken);
            if (access is null) db.Add(access = new RestrictedAccess { TicketId = ticket.Id, PersonId = who.Id });
            (access.Until, access.GrantedBy, access.GrantedAt, access.Reason, access.Capacity) = (until, caller.PersonId, now, command.Reason!.Trim(), command.Capacity!);
            tickets.Record(ticket, new AccessGranted(who.Id, command.Capacity!, until), now);
            if (command.Capacity != "liaison") return Unit.Value;
            // D35: naming the liaison is a step of the workflow.
            foreach (var incident in (await incidents.Of(ticket.Id, cancellationToken)).Where(i => i.State != "resolved"))
                incidents.Record(incident, IncidentAct.LiaisonNamed, now, $"{who.Name}: {command.Reason!.Trim()}");
            return Unit.Value;
        }
    }
}
