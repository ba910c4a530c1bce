using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Stripe;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>
/// The billing panel of a ticket (D40), live from Stripe; when Stripe does not answer, the last known copy with its age and without
/// money actions. The ticket's page never waits for this: it is a fragment of its own.
/// </summary>
public static class ShowBilling
{
    [Requires(Permission.ReadTickets)]
    public sealed record Query(string Number) : IQuery<View>;

    /// <param name="Facts">Null when nothing is known.</param>
    /// <param name="Trouble">Why this is not live; null when it is.</param>
    /// <param name="Refunds">Of this ticket, newest first; <paramref name="Changes"/> likewise.</param>
    public sealed record View(
        TicketForBilling.Answer Ticket, MatchedCustomer? Customer, BillingFacts? Facts, DateTimeOffset TakenAt, string? Trouble, bool IsSandbox, IReadOnlyList<RefundIntent> Refunds, IReadOnlyList<SubscriptionChange> Changes)
    {
        public bool MayMoveMoney => Trouble is null && Customer is { MayMoveMoney: true };
    }

    internal sealed class Handler(HelpdeskDb db, StripeWay way, RefundIntents refunds, SubscriptionChanges changes, Dispatch dispatch, TimeProvider time) : IRequestHandler<Query, View>
    {
        /// <summary>A person waits for it.</summary>
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

        /// <summary>A ticket that changes while one looks at it does not ask Stripe again for each change.</summary>
        private static readonly TimeSpan StillLive = TimeSpan.FromSeconds(5);

        public async Task<View> Handle(Query query, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await dispatch.Send(new TicketForBilling.Query(query.Number), cancellationToken);
            var ours = await refunds.All.Where(i => i.TicketId == ticket.Id).OrderByDescending(i => i.RequestedAt).Take(10).ToListAsync(cancellationToken);
            var changed = await changes.All.Where(c => c.TicketId == ticket.Id).OrderByDescending(c => c.RequestedAt).Take(10).ToListAsync(cancellationToken);
            var view = new View(ticket, null, null, now, null, way.IsSandbox, ours, changed);
            if (way.Client is not { } stripe) return view with { Trouble = BillingWords.NotConnected };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            try
            {
                var customer = await MatchedCustomer.Of(ticket, stripe, patience.Token);
                if (customer.Id is not { } id) return view with { Customer = customer };
                if (await Copy(id, cancellationToken) is { } fresh && now - fresh.TakenAt < StillLive && fresh.TakenAt <= now) return view with { Customer = customer, Facts = Read(fresh), TakenAt = fresh.TakenAt };
                var facts = await BillingFacts.Read(stripe, id, patience.Token);
                await Keep(id, facts, now, cancellationToken);
                return view with { Customer = customer, Facts = facts };
            }
            catch (StripeProblem problem)
            {
                return await Last(view, ticket, problem.Message, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return await Last(view, ticket, "Stripe gave no answer in time.", cancellationToken);
            }
        }

        private async Task<View> Last(View view, TicketForBilling.Answer ticket, string trouble, CancellationToken cancel)
        {
            // Without a link nobody can say whose copy it would be.
            var customer = ticket.Customer is { } id ? new MatchedCustomer(CustomerMatch.AccountLink, id) : null;
            var copy = customer is null ? null : await Copy(customer.Id!, cancel);
            return view with { Customer = customer, Facts = copy is null ? null : Read(copy), TakenAt = copy?.TakenAt ?? view.TakenAt, Trouble = trouble };
        }

        private Task<BillingCopy?> Copy(string customer, CancellationToken cancel) => db.Set<BillingCopy>().AsNoTracking().SingleOrDefaultAsync(c => c.Customer == customer, cancel);

        private static BillingFacts? Read(BillingCopy copy) => JsonSerializer.Deserialize<BillingFacts>(copy.Data, JsonSerializerOptions.Web);

        private Task Keep(string customer, BillingFacts facts, DateTimeOffset now, CancellationToken cancel) => db.Database.ExecuteSqlAsync($"""
            insert into billing_copy (customer, taken_at, data) values ({customer}, {now}, {JsonSerializer.Serialize(facts, JsonSerializerOptions.Web)}::jsonb)
            on conflict (customer) do update set taken_at = excluded.taken_at, data = excluded.data
            """, cancel);
    }
}
