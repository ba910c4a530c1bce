using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>Keeps what became of a change, whoever saw it first and however often (D43, D45a); the customer hears of it when it was done.</summary>
public static class SettleSubscriptionChange
{
    /// <param name="Why">Coded, where it was not done.</param>
    [Requires(Permission.System)]
    public sealed record Command(Guid Id, SubscriptionChangeState State, string? Why = null, string? RequestId = null) : ICommand<Unit>;

    internal sealed class Handler(SubscriptionChanges changes, Tickets.Tickets tickets, SubscriptionMail mail, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, change) = await changes.ForChange(command.Id, now, cancellationToken);
            if (change.State != SubscriptionChangeState.Sending) return Unit.Value; // settled before
            // Before the first call nothing of ours can have happened; after it nothing is void.
            if (command.State == SubscriptionChangeState.Void && change.CalledAt is not null) return Unit.Value;
            (change.State, change.Unknown, change.NextAttempt, change.SettledAt) = (command.State, false, null, now);
            change.RequestId = command.RequestId ?? change.RequestId;
            change.LastError = command.Why ?? "";
            var told = command.State == SubscriptionChangeState.Done && await mail.Confirm(ticket, change, now, cancellationToken);
            tickets.Record(ticket, new SubscriptionChanged(change.Id, Words.Slug(change.Act), change.Price, Words.Slug(command.State), command.Why, told), now);
            return Unit.Value;
        }
    }
}
