using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>Somebody has paid the customer another way, or changed the subscription by hand: the failure leaves the desk (D44).</summary>
public static class DealWithRefund
{
    [Requires(Permission.IssueRefund)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(RefundIntents refunds, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var (_, intent) = await refunds.ForChange(command.Id, time.Instant(), cancellationToken);
            if (intent.State != RefundState.Failed && intent.SubscriptionState != "failed") throw new Refused("There is nothing to deal with on this refund.");
            intent.DealtBy ??= caller.PersonId;
            return Unit.Value;
        }
    }
}
