using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>"It is solved, thank you." On a restricted or silent ticket it does nothing: whoever holds the link may be the danger (D35a).</summary>
public static class SolveOwnRequest
{
    [Requires(Permission.Public)]
    public sealed record Command(string Token) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, Clockwork clockwork, Policies policies, JobQueue jobs, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var known = await tickets.BehindLink(command.Token).AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            if (OwnRequest.IsQuiet(known) || !known.Active) return Unit.Value;
            var ticket = await tickets.ForChange(known.Id, now, cancellationToken);
            if (OwnRequest.IsQuiet(ticket) || !ticket.Active) return Unit.Value;
            clockwork.Move(ticket, TicketState.Resolved, "customer_solved", await policies.Current(cancellationToken), now);
            await jobs.Remove(LookAgain.Job, ticket.Id, cancellationToken);
            jobs.Add(CloseResolved.Job, ticket.Id, now + CloseResolved.After);
            return Unit.Value;
        }
    }
}
