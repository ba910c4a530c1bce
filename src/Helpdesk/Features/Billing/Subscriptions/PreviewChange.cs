using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Stripe;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>What a change of a subscription would do (D45a): Stripe's own preview, asked live and outside any transaction, and it changes nothing.</summary>
public static class PreviewChange
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);

    /// <param name="Act">Null: the subscription is only shown.</param>
    /// <param name="At">The second that the preview before this one prorated at; an old or a coming one is not taken.</param>
    [Requires(Permission.RequestRefund, Permission.IssueRefund)] // D45a: those who may ask for, or move, money
    public sealed record Query(string Number, string Subscription, SubscriptionAct? Act = null, string? Price = null, DateTimeOffset? At = null) : IQuery<Answer>;

    /// <param name="Total">Of the next invoice with the change, minor units; null where nothing is charged.</param>
    /// <param name="Problem">Why it cannot be done; null when it can, or when nothing was chosen.</param>
    public sealed record Answer(
        TicketForBilling.Answer Ticket, SubscriptionFacts Now, string Plan, SubscriptionAct Act, string? Price, DateTimeOffset At, long? Total, IReadOnlyList<ChargeLine> Lines, string? Problem);

    internal sealed class Handler(StripeWay way, Dispatch dispatch, TimeProvider time) : IRequestHandler<Query, Answer>
    {
        public async Task<Answer> Handle(Query query, CancellationToken cancellationToken)
        {
            var ticket = await dispatch.Send(new TicketForBilling.Query(query.Number), cancellationToken);
            var stripe = way.Client ?? throw new Refused(BillingWords.NotConnected);
            try
            {
                return await Preview(stripe, query, ticket, cancellationToken);
            }
            catch (StripeProblem problem)
            {
                throw new Refused($"{problem.Message} Nothing can be changed now; nothing was done.");
            }
        }

        private async Task<Answer> Preview(StripeClient stripe, Query query, TicketForBilling.Answer ticket, CancellationToken cancel)
        {
            var customer = await MatchedCustomer.Of(ticket, stripe, cancel);
            if (!customer.MayMoveMoney) throw new Refused($"The customer was matched {customer.Words}.");
            var known = await stripe.Subscription(query.Subscription, cancel);
            if (known.Customer.Id != customer.Id) throw new Refused("This subscription belongs to another customer.");
            var now = Facts(known);
            var act = query.Act ?? SubscriptionAct.AtPeriodEnd;
            var price = act == SubscriptionAct.ChangePlan ? query.Price?.Trim() : null;
            var clock = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds());
            var at = query.At is { } before && before <= clock && clock - before < Fresh ? before : clock;
            var answer = new Answer(ticket, now, NameOf(known), act, price, at, null, [], query.Act is null ? null : SubscriptionRules.Problem(now, act, price));
            if (query.Act != SubscriptionAct.ChangePlan || answer.Problem is not null) return answer;
            var invoice = await stripe.PreviewPlan(now.Customer, now.Id, now.Item, price!, at, cancel);
            return answer with { Total = invoice.Total, Lines = ChargeLine.Of(invoice) };
        }
    }

    internal static SubscriptionFacts Facts(StripeSubscription known)
    {
        var item = known.Items.Data.FirstOrDefault();
        return new SubscriptionFacts(known.Id, known.Customer.Id, item?.Id ?? "", item?.Price.Id ?? "", known.Currency, known.Status, known.CancelAtPeriodEnd || known.CancelAt is not null, item?.CurrentPeriodEnd ?? known.Created);
    }

    private static string NameOf(StripeSubscription known) => known.Items.Data.FirstOrDefault()?.Price is { } price ? price.Nickname ?? price.LookupKey ?? price.Id : "Subscription";
}
