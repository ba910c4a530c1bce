using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Spam or a wrong address (D28): closed without mail, out of all figures, can be undone; a safety finding forbids it.</summary>
public static class NotForSupport
{
    public static readonly IReadOnlyDictionary<string, string> Reasons = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["spam"] = "Spam", ["wrong_address"] = "Meant for somebody else", ["test"] = "A test", ["empty"] = "Nothing in it",
    };

    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, bool Mark, string? Reason) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, Clockwork clockwork, Policies policies, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (ticket.NotForSupport == command.Mark) return Unit.Value;
            var reason = command.Mark && command.Reason is not null && Reasons.ContainsKey(command.Reason) ? command.Reason : null;
            if (command.Mark && TicketLife.ProblemsNotForSupport(ticket, reason) is { Count: > 0 } problems) throw new Refused(problems);
            if (command.Mark && ticket.State == TicketState.Closed) throw new Refused("This ticket is closed already.");
            tickets.Record(ticket, new MarkedNotForSupport(command.Mark, reason ?? "undone"), now);
            clockwork.Move(ticket, command.Mark ? TicketState.Closed : TicketState.Open, "not_for_support", await policies.Current(cancellationToken), now);
            return Unit.Value;
        }
    }
}
