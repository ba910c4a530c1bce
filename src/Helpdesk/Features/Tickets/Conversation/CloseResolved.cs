using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>Resolved becomes closed after seven days without a reply (D28).</summary>
public static class CloseResolved
{
    public const string Job = "close_resolved";
    public static readonly TimeSpan After = TimeSpan.FromDays(7);

    [Requires(Permission.System)]
    public sealed record Command(Guid Ticket) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data) => new Command(ticket);
    }

    internal sealed class Handler(Tickets tickets, Clockwork clockwork, Policies policies, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Ticket, now, cancellationToken);
            if (ticket.State != TicketState.Resolved || ticket.ResolvedAt + After > now) return Unit.Value;
            clockwork.Move(ticket, TicketState.Closed, "seven_days", await policies.Current(cancellationToken), now);
            return Unit.Value;
        }
    }
}
