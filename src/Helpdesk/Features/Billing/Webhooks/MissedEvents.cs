using System.Globalization;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Once an hour, whichever node comes first: asks Stripe for events that no webhook of ours took (an outage, a wrong address), and stores
/// them as if they had come (D48).
/// </summary>
internal sealed class MissedEvents(HelpdeskDb db, StripeWay way, Dispatch dispatch, ILogger<MissedEvents> log) : IDueWork
{
    private const string Name = "stripe_asked_at";
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    /// <summary>Stripe keeps trying for three days by itself.</summary>
    private static readonly TimeSpan Back = TimeSpan.FromDays(4);
    private static readonly string[] Types = ["refund.created", "refund.updated", "refund.failed", "charge.refunded", "charge.dispute.created", "charge.dispute.closed", "customer.subscription.updated", "customer.subscription.deleted"];

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        if (way.Client is not { } stripe || !await IsMine(now, cancel)) return false;
        try
        {
            foreach (var missed in await stripe.Missed(Types, now - Back, cancel)) await dispatch.Send(new StoreStripeEvent.Command(missed), cancel);
        }
        catch (StripeProblem problem)
        {
            log.LogWarning("Missed events were not asked for: {Problem:l}", problem.GetType().Name);
        }

        return false; // not before an hour has passed
    }

    /// <summary>Of all nodes one is quickest; it has moved the time before the others look.</summary>
    private async Task<bool> IsMine(DateTimeOffset now, CancellationToken cancel)
    {
        var (stamp, due) = (now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), (now - Every).ToUnixTimeSeconds());
        return await db.Database.ExecuteSqlAsync($"""
            insert into installation (name, value) values ({Name}, {stamp})
            on conflict (name) do update set value = excluded.value where installation.value::bigint <= {due}
            """, cancel) == 1;
    }
}
