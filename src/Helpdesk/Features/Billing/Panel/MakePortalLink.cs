using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Stripe;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>
/// A link to Stripe's billing portal, where the customer updates card and plan (D45). It opens their billing to whoever holds it, so it
/// is made for a sure customer only, lives for minutes, and is stored nowhere.
/// </summary>
public static class MakePortalLink
{
    /// <param name="Once">Made when the form was drawn: pressed twice it is one session.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Query(string Number, Guid Once) : IQuery<string>;

    internal sealed class Handler(StripeWay way, Dispatch dispatch, Settings settings) : IRequestHandler<Query, string>
    {
        public async Task<string> Handle(Query query, CancellationToken cancellationToken)
        {
            // The ticket first: whoever may not meet it learns nothing, not even whether billing is connected (D34).
            var ticket = await dispatch.Send(new TicketForBilling.Query(query.Number), cancellationToken);
            var stripe = way.Client ?? throw new Refused(BillingWords.NotConnected);
            try
            {
                var customer = await MatchedCustomer.Of(ticket, stripe, cancellationToken);
                if (!customer.MayMoveMoney) throw new Refused($"The customer was matched {customer.Words}.");
                return (await stripe.Portal(customer.Id!, $"{settings.Url}/help", $"helpdesk-portal-{query.Once:N}", cancellationToken)).Url;
            }
            catch (StripeProblem problem)
            {
                throw new Refused(problem.Message);
            }
        }
    }
}
