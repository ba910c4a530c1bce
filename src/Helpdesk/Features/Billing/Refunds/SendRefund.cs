using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Stripe;

namespace Helpdesk.Features.Billing;

// What this file does: one step of one approved refund: check the balance, call Stripe with the intent's key, keep the answer (D43).
// How: each line between two commits may be the last before a crash. Before the call the instant is committed; from then on only
// Stripe can tell, so it is asked with the same key, and after 20 hours (keys live 24) its list is searched for the intent's id first.
// What it does not do: hold a transaction while it calls, make a second key, or guess.

/// <summary>Executes a refund that was approved.</summary>
internal sealed class SendRefund(RefundIntents refunds, RefundSteps steps, StripeWay way, Dispatch dispatch, TimeProvider time, ILogger<SendRefund> log)
{
    /// <summary>Before Stripe may forget the key (D43).</summary>
    public static readonly TimeSpan KeyIsSureFor = TimeSpan.FromHours(20);
    private static readonly TimeSpan KeyMendedLater = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Slower = TimeSpan.FromSeconds(5);

    public async Task Run(Guid id, CancellationToken cancel)
    {
        var stripe = way.Client!;
        if (await refunds.Find(id, cancel) is not { } intent) return;
        try
        {
            var step = intent switch
            {
                { State: RefundState.Sending } => Execute(stripe, intent, cancel),
                { State: RefundState.Pending or RefundState.RequiresAction } => LookAt(stripe, intent, cancel),
                { State: RefundState.Succeeded, SubscriptionState: "waiting" } => EndSubscription(stripe, intent, cancel),
                _ => steps.Rest(id, cancel),
            };
            await step;
        }
        catch (StripeProblem problem)
        {
            log.LogWarning("Refund {Refund}: {Problem:l} (request {RequestId:l})", id, problem.GetType().Name, problem.RequestId ?? "none");
            await Keep(stripe, intent, problem, cancel);
        }
    }

    private async Task Execute(StripeClient stripe, RefundIntent intent, CancellationToken cancel)
    {
        if (intent.CalledAt is null)
        {
            var now = await ReadBalance.Of(stripe, intent.Charge, cancel);
            if (!RefundRules.Holds(intent.Paid, intent.RefundedBefore, now.Paid, now.Refunded, now.Disputed))
            {
                await dispatch.Send(new VoidRefund.Command(intent.Id, now.Disputed ? "disputed" : "balance_changed"), cancel);
                return;
            }

            if (!await steps.Calling(intent.Id, cancel)) return; // another node is there, or it was voided
        }
        else if (time.Instant() - intent.CalledAt >= KeyIsSureFor && await Found(stripe, intent, cancel))
        {
            return;
        }

        var answer = await stripe.CreateRefund(intent.Charge, intent.Amount!.Value, [new(SeenRefund.IntentKey, intent.Id.ToString("N")), new(SeenRefund.TicketKey, intent.TicketId.ToString("N"))], intent.Key, cancel);
        await dispatch.Send(new RecordRefundResult.Command(intent.Id, SeenRefund.Of(answer.Value, answer.RequestId)), cancel);
    }

    private async Task Keep(StripeClient stripe, RefundIntent intent, StripeProblem problem, CancellationToken cancel)
    {
        switch (problem)
        {
            case StripeTooFast:
                await steps.Later(intent.Id, Slower, problem.Message, cancel);
                return;
            case StripeKeyRefused:
                await steps.Later(intent.Id, KeyMendedLater, problem.Message, cancel);
                return;
            case StripeRefusal { Type: not "idempotency_error" } refusal when intent.State == RefundState.Sending:
                // It may be refused because an earlier call of ours was heard: look before a failure is claimed.
                if (!await TryFound(stripe, intent, cancel)) await dispatch.Send(new RecordRefundResult.Command(intent.Id, SeenRefund.Refused(refusal)), cancel);
                return;
            case StripeRefusal when intent.SubscriptionState == "waiting":
                await dispatch.Send(new EndedSubscription.Command(intent.Id, Done: false), cancel);
                return;
        }

        // No answer, or Stripe would only repeat the one that it has kept: look whether it is there.
        var replayed = problem is StripeUnknown { Replayed: true } or StripeRefusal;
        if (replayed && intent.State == RefundState.Sending && await TryFound(stripe, intent, cancel)) return;
        await steps.Unknown(intent.Id, problem.Message, cancel);
    }

    private async Task LookAt(StripeClient stripe, RefundIntent intent, CancellationToken cancel) =>
        await dispatch.Send(new RecordRefundResult.Command(intent.Id, SeenRefund.Of(await stripe.Refund(intent.RefundId!, cancel), null)), cancel);

    /// <summary>Whether Stripe's list of the charge holds it, by the intent's id in the metadata; it is then recorded.</summary>
    private async Task<bool> Found(StripeClient stripe, RefundIntent intent, CancellationToken cancel)
    {
        if ((await stripe.Refunds(intent.Charge, cancel)).FirstOrDefault(r => SeenRefund.IsOf(r, intent)) is not { } ours) return false;
        await dispatch.Send(new RecordRefundResult.Command(intent.Id, SeenRefund.Of(ours, null)), cancel);
        return true;
    }

    /// <summary>As <see cref="Found"/>; a charge that Stripe does not know has no refunds.</summary>
    private async Task<bool> TryFound(StripeClient stripe, RefundIntent intent, CancellationToken cancel)
    {
        try
        {
            return await Found(stripe, intent, cancel);
        }
        catch (StripeRefusal)
        {
            return false;
        }
        catch (StripeProblem problem)
        {
            await steps.Unknown(intent.Id, problem.Message, cancel);
            return true; // looked at again, before anything is claimed
        }
    }

    /// <summary>D44. Asking twice changes nothing: an ended subscription is ended.</summary>
    private async Task EndSubscription(StripeClient stripe, RefundIntent intent, CancellationToken cancel)
    {
        var known = await stripe.Subscription(intent.Subscription!, cancel);
        if (known.Status != "canceled" && !(intent.Then == SubscriptionEnd.AtPeriodEnd && known.CancelAtPeriodEnd))
        {
            if (intent.Then == SubscriptionEnd.CancelNow) await stripe.CancelNow(known.Id, cancel);
            else await stripe.CancelAtPeriodEnd(known.Id, intent.Key + "-end", cancel);
        }

        await dispatch.Send(new EndedSubscription.Command(intent.Id, Done: true), cancel);
    }
}
