using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Stripe;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Takes approved refunds, a few at a time, and has each executed outside any transaction. A taken row is leased: a killed node's work
/// is taken by another, which asks Stripe with the same key, so even two at once make one refund (D43).
/// </summary>
internal sealed class RefundWork(HelpdeskDb db, StripeWay way, IServiceScopeFactory scopes, ILogger<RefundWork> log) : IDueWork
{
    private const int InFlight = 4;
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        if (way.Client is null) return false; // not connected: it waits, visible
        var leased = now + Lease;
        var taken = await db.Database.SqlQuery<Guid>($"""
            update refund_intent set attempts = attempts + 1, next_attempt = {leased}
            where id in (select id from refund_intent where next_attempt <= {now} order by next_attempt limit {InFlight} for update skip locked)
            returning id as "Value"
            """).ToListAsync(cancel);
        await Task.WhenAll(taken.Select(id => Alone(id, cancel)));
        return taken.Count > 0;
    }

    /// <summary>In a scope of its own: one that fails leaves nothing behind for the next.</summary>
    private async Task Alone(Guid id, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        (caller.Viewer, caller.CorrelationId) = (Viewer.System, Guid.CreateVersion7().ToString("N"));
        try
        {
            await ActivatorUtilities.CreateInstance<SendRefund>(scope.ServiceProvider).Run(id, cancel);
        }
        catch (Exception problem) when (problem is DbUpdateException or Npgsql.NpgsqlException or TimeoutException)
        {
            // The lease runs out, and it is taken again.
            log.LogWarning("Refund {Refund} is taken again: {Problem:l}", id, problem.GetType().Name);
        }
    }
}
