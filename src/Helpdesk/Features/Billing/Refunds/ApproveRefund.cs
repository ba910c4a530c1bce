using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Stripe;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>
/// A second person approves exactly what was frozen (D42). When the payment has changed since, the approval is void: that is kept, and
/// said.
/// </summary>
public static class ApproveRefund
{
    /// <param name="Hash">Of what the approver saw.</param>
    /// <param name="Now">The charge as it stands, asked by the server (<see cref="ReadBalance"/>).</param>
    [Requires(Permission.ApproveRefund)]
    public sealed record Command(Guid Id, string Hash, ReadBalance.Answer Now) : ICommand<RefundState>;

    /// <summary>§1: an Executive approves without limit and issues nothing; who issues is Finance, whatever else they are.</summary>
    internal static bool ActsAsExecutive(Viewer viewer) => viewer.May(Permission.ApproveRefund) && !viewer.May(Permission.IssueRefund);

    internal static RefundApproval ApprovalOf(RefundIntent intent) => Words.TryParse(intent.Approval, out RefundApproval approval) ? approval : RefundApproval.Executive;

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, RefundState>
    {
        public async Task<RefundState> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            // The same press twice: it is approved, by this person.
            if (intent.State.MayHaveMoved() && intent.ApprovedBy == caller.PersonId && intent.Hash == command.Hash) return intent.State;
            if (RefundRules.Approving(intent.State, caller.PersonId, intent.RequestedBy, intent.ProposedBy, ApprovalOf(intent), ActsAsExecutive(caller.Viewer)) is { } problem) throw new Refused(problem);
            if (intent.Hash != command.Hash || intent.Charge != command.Now.Charge) throw new Stale(RefundRules.LookAgain);
            if (!RefundRules.Holds(intent.Paid, intent.RefundedBefore, command.Now.Paid, command.Now.Refunded, command.Now.Disputed))
            {
                intent.State = RefundState.Void;
                tickets.Record(ticket, new RefundVoided(intent.Id, command.Now.Disputed ? "disputed" : "balance_changed"), now);
                return intent.State;
            }

            refunds.Release(intent, caller.PersonId, now);
            tickets.Record(ticket, new RefundApproved(intent.Id, intent.Currency, intent.Amount!.Value, Alone: false), now);
            return intent.State;
        }
    }
}

/// <summary>The charge of an intent as it stands at Stripe now; never asked inside a transaction.</summary>
public static class ReadBalance
{
    [Requires(Permission.ApproveRefund, Permission.System)]
    public sealed record Query(string Charge) : IQuery<Answer>;

    /// <param name="Paid">Captured, minor units.</param>
    public sealed record Answer(string Charge, long Paid, long Refunded, bool Disputed);

    internal sealed class Handler(StripeWay way) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            try
            {
                return await Of(way.Client ?? throw new Refused(BillingWords.NotConnected), query.Charge, cancellationToken);
            }
            catch (StripeProblem problem)
            {
                throw new Refused($"{problem.Message} No money can be moved now; nothing was done.");
            }
        }
    }

    internal static async Task<Answer> Of(StripeClient stripe, string id, CancellationToken cancel)
    {
        var charge = await stripe.Charge(id, cancel);
        var disputed = charge.Disputed && (await stripe.Disputes(id, cancel)) is var disputes && (disputes.Count == 0 || disputes.Any(d => !d.IsOver));
        return new Answer(id, charge.AmountCaptured, charge.AmountRefunded, disputed);
    }
}
