using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Stripe;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>
/// What the policy says about one charge now (D41), asked of Stripe live and outside any transaction. The figures shown, the request
/// and the approval all come from here, never from the browser.
/// </summary>
public static class QuoteRefund
{
    /// <param name="Message">The message that asks for the money; null: the first one.</param>
    [Requires(Permission.RequestRefund, Permission.IssueRefund, Permission.ApproveRefund)]
    public sealed record Query(string Number, string Charge, Guid? Message = null, SubscriptionEnd Then = SubscriptionEnd.CancelNow) : IQuery<Answer>;

    /// <param name="Message">The message whose arrival counts; null when the ticket has none of the customer.</param>
    /// <param name="Sentence">For the customer.</param>
    public sealed record Answer(RefundQuote Quote, TicketForBilling.Answer Ticket, Guid? Message, string Sentence, PaidFor For, StripeCharge Charge);

    internal sealed class Handler(StripeWay way, Dispatch dispatch, Policies policies) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var ticket = await dispatch.Send(new TicketForBilling.Query(query.Number), cancellationToken);
            var stripe = way.Client ?? throw new Refused(BillingWords.NotConnected);
            var asking = query.Message is { } chosen
                ? ticket.Messages.FirstOrDefault(m => m.Id == chosen) ?? throw new Refused("Choose one of the customer’s messages.")
                : ticket.Messages.Count > 0 ? ticket.Messages[0] : throw new Refused("The customer has not written or called on this ticket, so nobody has asked for money.");
            try
            {
                return await Quote(stripe, query, ticket, asking, cancellationToken);
            }
            catch (StripeProblem problem)
            {
                throw new Refused($"{problem.Message} No money can be moved now; nothing was done.");
            }
        }

        private async Task<Answer> Quote(StripeClient stripe, Query query, TicketForBilling.Answer ticket, TicketForBilling.Asking asking, CancellationToken cancel)
        {
            var customer = await MatchedCustomer.Of(ticket, stripe, cancel);
            if (!customer.MayMoveMoney) throw new Refused($"The customer was matched {customer.Words}.");
            var charge = await stripe.Charge(query.Charge, cancel);
            if (charge.Customer?.Id != customer.Id) throw new Refused("This payment belongs to another customer.");
            if (charge.Status != "succeeded" || !charge.Captured) throw new Refused("This payment has not succeeded, so there is nothing to give back.");

            var invoices = stripe.Invoices(customer.Id!, cancel);
            var subscriptions = stripe.Subscriptions(customer.Id!, cancel);
            var disputes = charge.Disputed ? await stripe.Disputes(charge.Id, cancel) : [];
            var paid = PaidFor.Of(charge, await invoices, await subscriptions);
            var disputed = charge.Disputed && (disputes.Count == 0 || disputes.Any(d => !d.IsOver));
            var policy = (await policies.Current(cancel)).Refunds;
            var facts = new RefundFacts(
                paid.Interval, charge.Currency, charge.AmountCaptured, charge.AmountRefunded, paid.PaidAt, paid.Start, paid.End, asking.At, disputed,
                // D44, D41.3: only what ends now ends with the refund; until the period's end the customer keeps what was paid for.
                Cancel: query.Then == SubscriptionEnd.CancelNow);
            var decision = policy.Evaluate(facts);
            var currency = policy.CurrencyOf(charge.Currency);
            var quote = new RefundQuote(charge.Id, customer.Id!, paid.Subscription?.Id, facts, query.Then, decision, currency, policy.Version);
            return new Answer(quote, ticket, asking.Id, RefundSentence.For(facts, decision, currency), paid, charge);
        }
    }
}
