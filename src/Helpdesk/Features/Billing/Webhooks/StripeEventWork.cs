using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Handles stored events (D48). What an event tells is a hint: the object is fetched, outside any transaction, and recorded as it is
/// now; so order and repetition change nothing. Fails Stripe, the event stays and is handled later.
/// </summary>
internal sealed class StripeEventWork(HelpdeskDb db, StripeWay way, RefundIntents refunds, Dispatch dispatch, TimeProvider time, ILogger<StripeEventWork> log) : IDueWork
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private const int Doublings = 7;

    /// <summary>Types that ask for work; the others are kept as received.</summary>
    public static bool Handles(string type) =>
        type.StartsWith("refund.", StringComparison.Ordinal) || type is "customer.subscription.updated" or "customer.subscription.deleted" or "charge.refunded" or "charge.refund.updated" or "charge.dispute.created" or "charge.dispute.closed";

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        if (way.Client is not { } stripe) return false;
        var leased = now + Lease;
        var taken = (await db.Set<StripeEventRow>().FromSql($"""
            update stripe_event set attempts = attempts + 1, next_attempt = {leased}
            where id = (select id from stripe_event where state = 'waiting' and next_attempt <= {now} order by next_attempt limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(cancel)).SingleOrDefault();
        if (taken is null) return false;
        try
        {
            await Handle(stripe, taken, cancel);
            await db.Set<StripeEventRow>().Where(e => e.Id == taken.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.State, "done").SetProperty(e => e.HandledAt, now), cancel);
        }
        catch (StripeProblem problem)
        {
            log.LogWarning("Event {Event:l} waits: {Problem:l}", taken.Id, problem.GetType().Name);
            var (later, error) = (now + TimeSpan.FromSeconds(5 << Math.Min(taken.Attempts, Doublings)), problem.Message);
            await db.Set<StripeEventRow>().Where(e => e.Id == taken.Id).ExecuteUpdateAsync(set => set.SetProperty(e => e.NextAttempt, later).SetProperty(e => e.LastError, error), cancel);
        }

        return true;
    }

    private async Task Handle(StripeClient stripe, StripeEventRow told, CancellationToken cancel)
    {
        try
        {
            if (told.Type.StartsWith("charge.dispute.", StringComparison.Ordinal)) await VoidOpen(told.Charge, cancel);
            else if (told.Type.StartsWith("customer.subscription.", StringComparison.Ordinal)) await LookAtChanges(told.ObjectId, cancel);
            else if (told.Type == "charge.refunded") foreach (var refund in await stripe.Refunds(told.ObjectId, cancel)) await Record(refund, cancel);
            else await Record(await stripe.Refund(told.ObjectId, cancel), cancel);
        }
        catch (StripeRefusal refusal) when (refusal.Status == StatusCodes.Status404NotFound)
        {
            // Of another account, or gone: there is nothing to record.
        }
    }

    /// <summary>D43: ours is recorded on its intent; what we do not know was made elsewhere, by nobody that we know.</summary>
    private async Task Record(StripeRefund refund, CancellationToken cancel)
    {
        var named = Guid.TryParseExact(refund.Metadata?.GetValueOrDefault(SeenRefund.IntentKey), "N", out var id) ? await refunds.Find(id, cancel) : null;
        if (named is not null && SeenRefund.IsOf(refund, named)) await dispatch.Send(new RecordRefundResult.Command(named.Id, SeenRefund.Of(refund, null)), cancel);
        else await dispatch.Send(new RecordOutsideRefund.Command(refund.Id, refund.Charge?.Id ?? "", refund.Currency.ToUpperInvariant(), refund.Amount, refund.Status ?? "", refund.Created), cancel);
    }

    /// <summary>D43: a change of ours is looked at now, in case that this is its result and the answer never came.</summary>
    private async Task LookAtChanges(string subscription, CancellationToken cancel)
    {
        var now = time.Instant();
        await db.Set<SubscriptionChange>().Where(c => c.Subscription == subscription && c.State == SubscriptionChangeState.Sending && c.Unknown)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.NextAttempt, now), cancel);
    }

    /// <summary>D41.1: nothing that waits for a person may go out over a dispute.</summary>
    private async Task VoidOpen(string? charge, CancellationToken cancel)
    {
        if (charge is null || !(await ReadBalance.Of(way.Client!, charge, cancel)).Disputed) return;
        foreach (var open in await refunds.OpenOn(charge, cancel)) await dispatch.Send(new VoidRefund.Command(open, "disputed"), cancel);
    }
}
