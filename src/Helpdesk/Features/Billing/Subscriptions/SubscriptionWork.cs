using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

// What this file does: does confirmed changes of subscriptions, one at a time and outside any transaction (D43, D45a).
// How: the subscription is read before every call; is it as it was to become, the change is done, whoever did it last. Before the first
// call the instant is committed, and every call carries the same key. What it does not do: prorate, or try for longer than keys live.

/// <summary>Takes a confirmed change; a taken row is leased, so a killed node's work is taken by another.</summary>
internal sealed class SubscriptionWork(HelpdeskDb db, StripeWay way, Dispatch dispatch, TimeProvider time, ILogger<SubscriptionWork> log) : IDueWork
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private const int Doublings = 8;

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        if (way.Client is not { } stripe) return false; // not connected: it waits, visible
        var leased = now + Lease;
        var taken = (await db.Set<SubscriptionChange>().FromSql($"""
            update subscription_change set attempts = attempts + 1, next_attempt = {leased}
            where id = (select id from subscription_change where next_attempt <= {now} order by next_attempt limit 1 for update skip locked)
            returning *
            """).AsNoTracking().ToListAsync(cancel)).SingleOrDefault();
        if (taken is null) return false;
        try
        {
            await Do(stripe, taken, cancel);
        }
        catch (StripeRefusal refusal) when (refusal.Type != "idempotency_error")
        {
            await dispatch.Send(new SettleSubscriptionChange.Command(taken.Id, SubscriptionChangeState.Failed, refusal.Code ?? "refused", refusal.RequestId), cancel);
        }
        catch (StripeProblem problem)
        {
            log.LogWarning("Subscription change {Change}: {Problem:l} (request {RequestId:l})", taken.Id, problem.GetType().Name, problem.RequestId ?? "none");
            await Later(taken, problem.Message, cancel);
        }

        return true;
    }

    private async Task Do(StripeClient stripe, SubscriptionChange change, CancellationToken cancel)
    {
        var now = PreviewChange.Facts(await stripe.Subscription(change.Subscription, cancel));
        if (change.CalledAt is null)
        {
            if (!SubscriptionRules.Holds(change.PriceBefore, change.EndedBefore, change.PeriodEnd, now))
            {
                await dispatch.Send(new SettleSubscriptionChange.Command(change.Id, SubscriptionChangeState.Void, "changed_since"), cancel);
                return;
            }

            if (!await Calling(change.Id, cancel)) return; // another node is there
        }
        else if (SubscriptionRules.IsDone(now, change.Act, change.Price))
        {
            await dispatch.Send(new SettleSubscriptionChange.Command(change.Id, SubscriptionChangeState.Done), cancel);
            return;
        }
        else if (time.Instant() - change.CalledAt >= SendRefund.KeyIsSureFor)
        {
            // D43: the key may be forgotten, and Stripe shows that nothing came of it.
            await dispatch.Send(new SettleSubscriptionChange.Command(change.Id, SubscriptionChangeState.Failed, "not_done"), cancel);
            return;
        }

        var made = await Call(stripe, change, cancel);
        // Not what was asked for: an answer that Stripe had kept, of before somebody changed it back. It is looked at again.
        if (!SubscriptionRules.IsDone(PreviewChange.Facts(made), change.Act, change.Price)) throw new StripeUnknown("Stripe’s answer is not what was asked for.", null);
        await dispatch.Send(new SettleSubscriptionChange.Command(change.Id, SubscriptionChangeState.Done), cancel);
    }

    private static Task<StripeSubscription> Call(StripeClient stripe, SubscriptionChange change, CancellationToken cancel) => change.Act switch
    {
        SubscriptionAct.CancelNow => stripe.CancelNow(change.Subscription, cancel),
        SubscriptionAct.AtPeriodEnd => stripe.CancelAtPeriodEnd(change.Subscription, change.Key, cancel),
        SubscriptionAct.GoOn => stripe.GoOn(change.Subscription, change.Key, cancel),
        _ => stripe.ChangePlan(change.Subscription, change.Item, change.Price!, change.ProratedAt, change.Key, cancel),
    };

    /// <summary>The instant before the first call. False when somebody else has it.</summary>
    private async Task<bool> Calling(Guid id, CancellationToken cancel)
    {
        var now = time.Instant();
        return await db.Set<SubscriptionChange>().Where(c => c.Id == id && c.State == SubscriptionChangeState.Sending && c.CalledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CalledAt, now), cancel) == 1;
    }

    /// <summary>Once called, the outcome is unknown until Stripe shows the subscription.</summary>
    private async Task Later(SubscriptionChange change, string error, CancellationToken cancel)
    {
        var at = time.Instant() + Shortest * (1 << Math.Min(change.Attempts, Doublings));
        await db.Set<SubscriptionChange>().Where(c => c.Id == change.Id && c.State == SubscriptionChangeState.Sending)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.NextAttempt, at).SetProperty(c => c.LastError, error).SetProperty(c => c.Unknown, c => c.CalledAt != null), cancel);
    }
}
