using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Jobs;
using MediatR;

namespace Helpdesk.Features.Billing;

// What this file does: keeps what Stripe says about one intent, whoever says it first and however often (D43, D44).
// How: a refund only goes forward (sent, pending, succeeded, failed), so a late or repeated word changes nothing.
// What it does not do: call Stripe, or believe a refund that is not exactly what the intent froze.

/// <summary>Records the result of a refund, by answer or webhook, whichever is first.</summary>
public static class RecordRefundResult
{
    [Requires(Permission.System)]
    public sealed record Command(Guid Id, SeenRefund Seen) : ICommand<Unit>;

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, RefundMail mail, FailedRefund failed, AfterCommit after, WakeUp bell, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        /// <summary>Without a webhook Stripe is asked so often how far it is.</summary>
        private static readonly TimeSpan LookAgain = TimeSpan.FromHours(1);

        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            var (seen, before) = (command.Seen, intent.State);
            if (intent.RefundId is { } known && seen.Id is not null && known != seen.Id) return Unit.Value; // not this one
            if (Rank(before) < 0 || (before is not RefundState.Sending && seen.Id is null)) return Unit.Value;
            intent.RefundId ??= seen.Id;
            intent.RequestId = seen.RequestId ?? intent.RequestId;
            intent.BankReference = seen.BankReference ?? intent.BankReference;
            if (Rank(seen.State) <= Rank(before))
            {
                if (before == RefundState.Pending || before == RefundState.RequiresAction) intent.NextAttempt = now + LookAgain;
                return Unit.Value;
            }

            (intent.State, intent.Unknown, intent.LastError, intent.FailureReason) = (seen.State, false, seen.Error, seen.Reason);
            intent.SettledAt = seen.State is RefundState.Succeeded or RefundState.Failed ? now : null;
            intent.NextAttempt = seen.State is RefundState.Pending or RefundState.RequiresAction ? now + LookAgain : null;
            var late = before == RefundState.Succeeded;
            tickets.Record(ticket, new RefundSettled(intent.Id, Words.Slug(seen.State), intent.Currency, intent.Amount!.Value, seen.Reason, late), now);
            if (seen.State == RefundState.Succeeded) await Succeeded(ticket, intent, now, cancellationToken);
            else if (seen.State is RefundState.Failed or RefundState.RequiresAction) await failed.Raise(ticket, intent, now, cancellationToken);
            return Unit.Value;
        }

        /// <summary>D44: the subscription follows, and the customer hears of it.</summary>
        private async Task Succeeded(Ticket ticket, RefundIntent intent, DateTimeOffset now, CancellationToken cancel)
        {
            if (intent.Subscription is not null && intent.Then != SubscriptionEnd.Keep)
            {
                (intent.SubscriptionState, intent.NextAttempt) = ("waiting", now);
                after.Do(bell.Ring);
            }

            await mail.Confirm(ticket, intent, now, cancel);
        }

        /// <summary>How far it is; it never goes back. Below zero: nothing was ever executed.</summary>
        private static int Rank(RefundState state) => state switch
        {
            RefundState.Sending => 0, RefundState.RequiresAction => 1, RefundState.Pending => 2, RefundState.Succeeded => 3, RefundState.Failed => 4, _ => -1,
        };
    }
}
