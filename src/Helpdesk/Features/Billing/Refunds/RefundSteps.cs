using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Billing;

/// <summary>The small commits between two calls (D43).</summary>
public sealed class RefundSteps(HelpdeskDb db, Dispatch dispatch, TimeProvider time)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(2);
    private const int Doublings = 8;

    /// <summary>The instant before the first call. False when there is nothing to call for any more.</summary>
    public async Task<bool> Calling(Guid id, CancellationToken cancel)
    {
        var now = time.Instant();
        return await db.Set<RefundIntent>().Where(i => i.Id == id && i.State == RefundState.Sending && i.CalledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.CalledAt, now), cancel) == 1;
    }

    public async Task Later(Guid id, TimeSpan after, string error, CancellationToken cancel)
    {
        var at = time.Instant() + after;
        await db.Set<RefundIntent>().Where(i => i.Id == id && i.NextAttempt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.NextAttempt, at).SetProperty(i => i.LastError, error), cancel);
    }

    /// <summary>Nothing is to be done.</summary>
    public async Task Rest(Guid id, CancellationToken cancel) => await db.Set<RefundIntent>()
        .Where(i => i.Id == id && i.State != RefundState.Sending && i.SubscriptionState != "waiting").ExecuteUpdateAsync(set => set.SetProperty(i => i.NextAttempt, (DateTimeOffset?)null), cancel);

    /// <summary>Shown as "unknown, being resolved", and asked for again: twice as long after each attempt, at most some minutes.</summary>
    public async Task Unknown(Guid id, string error, CancellationToken cancel)
    {
        var attempts = await db.Set<RefundIntent>().Where(i => i.Id == id).Select(i => i.Attempts).SingleAsync(cancel);
        await Later(id, Shortest * (1 << Math.Min(Math.Max(attempts - 1, 0), Doublings)), error, cancel);
        await dispatch.Send(new OutcomeUnknown.Command(id), cancel);
    }
}

/// <summary>Says on the ticket that nobody knows yet what became of a refund (D43); once.</summary>
public static class OutcomeUnknown
{
    [Requires(Permission.System)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            // Before the first call nothing can have happened: Stripe was away when the balance was asked for.
            if (intent.State != RefundState.Sending || intent.Unknown || intent.CalledAt is null) return Unit.Value;
            intent.Unknown = true;
            tickets.Record(ticket, new RefundUnknown(intent.Id), now);
            return Unit.Value;
        }
    }
}

/// <summary>The subscription has followed the refund, or cannot (D44).</summary>
public static class EndedSubscription
{
    [Requires(Permission.System)]
    public sealed record Command(Guid Id, bool Done) : ICommand<Unit>;

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            if (intent.SubscriptionState != "waiting") return Unit.Value;
            (intent.SubscriptionState, intent.NextAttempt) = (command.Done ? "done" : "failed", null);
            tickets.Record(ticket, new SubscriptionEnded(intent.Id, Words.Slug(intent.Then), command.Done), now);
            return Unit.Value;
        }
    }
}
