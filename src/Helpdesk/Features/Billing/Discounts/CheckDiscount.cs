using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Stripe;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>Whether the customer of a ticket can use a discount code, and why not (D45a); asked of Stripe now, and nothing is redeemed.</summary>
public static class CheckDiscount
{
    private const int LongestCode = 100;

    [Requires(Permission.WorkTickets)]
    public sealed record Query(string Number, string? Code) : IQuery<Answer>;

    /// <param name="Code">Null when there is no such code.</param>
    /// <param name="Problems">Plain sentences; empty when it can be used.</param>
    public sealed record Answer(DiscountCode? Code, IReadOnlyList<string> Problems);

    internal sealed class Handler(StripeWay way, Dispatch dispatch, TimeProvider time) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var ticket = await dispatch.Send(new TicketForBilling.Query(query.Number), cancellationToken);
            var stripe = way.Client ?? throw new Refused(BillingWords.NotConnected);
            var typed = (query.Code ?? "").Trim();
            if (typed.Length is 0 or > LongestCode) throw new Refused("Type the code as the customer has it.");
            try
            {
                return await Check(stripe, ticket, typed, cancellationToken);
            }
            catch (StripeProblem problem)
            {
                throw new Refused($"{problem.Message} Nobody can say now whether the code works.");
            }
        }

        private async Task<Answer> Check(StripeClient stripe, TicketForBilling.Answer ticket, string typed, CancellationToken cancel)
        {
            var found = await stripe.PromotionCodes(typed, cancel);
            // Of several with the same name at most one is active.
            if ((found.FirstOrDefault(c => c.Active) ?? (found.Count > 0 ? found[0] : null)) is not { } code) return new Answer(null, ["There is no such code."]);
            var customer = await MatchedCustomer.Of(ticket, stripe, cancel);
            var (plan, paid) = (default(StripeSubscription), false);
            if (customer.Id is { } id)
            {
                var (subscriptions, charges) = (stripe.Subscriptions(id, cancel), stripe.Charges(id, cancel));
                plan = (await subscriptions).FirstOrDefault(s => s.Status != "canceled");
                paid = (await charges).Any(c => c.Status == "succeeded");
            }

            var told = Told(code);
            var product = plan?.Items.Data.FirstOrDefault()?.Price.Product?.Id;
            return new Answer(told, DiscountRules.Problems(told, customer.Id, plan?.Currency, product, paid, time.GetUtcNow()));
        }

        private static DiscountCode Told(StripePromotionCode code)
        {
            var coupon = code.Promotion.Coupon;
            long? left = new[] { code.MaxRedemptions - code.TimesRedeemed, coupon?.MaxRedemptions - coupon?.TimesRedeemed }.Min();
            var until = new[] { code.ExpiresAt, coupon?.RedeemBy }.Min();
            return new DiscountCode(
                code.Code, code.Active && coupon is { Valid: true }, code.Customer?.Id, coupon?.PercentOff, coupon?.AmountOff, coupon?.Currency?.ToUpperInvariant(), coupon?.Duration ?? "once", coupon?.DurationInMonths,
                coupon?.AppliesTo?.Products ?? [], left, until, code.Restrictions?.FirstTimeTransaction == true, code.Restrictions?.MinimumAmount, code.Restrictions?.MinimumAmountCurrency?.ToUpperInvariant());
        }
    }
}
