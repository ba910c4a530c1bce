using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>The day on which to look again has come: an on-hold ticket is open again (D28).</summary>
public static class LookAgain
{
    public const string Job = "look_again";

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
            if (ticket.State != TicketState.OnHold) return Unit.Value;
            clockwork.Move(ticket, TicketState.Open, "look_again", await policies.Current(cancellationToken), now);
            return Unit.Value;
        }
    }
}
