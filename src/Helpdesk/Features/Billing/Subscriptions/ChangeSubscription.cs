using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>Finance confirms what Stripe previewed (D45a); the system then does exactly this, once.</summary>
public static class ChangeSubscription
{
    /// <param name="Said">The preview, asked by the server now.</param>
    /// <param name="Seen">The hash of what was shown: when it differs, nothing is done.</param>
    /// <param name="Once">Made when the form was drawn, or the Agent's request that is confirmed.</param>
    [Requires(Permission.IssueRefund)]
    public sealed record Command(string Number, PreviewChange.Answer Said, string Seen, Guid Once, string? Reason = null) : ICommand<SubscriptionChangeState>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
    }

    internal sealed class Handler(SubscriptionChanges changes, RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, SubscriptionChangeState>
    {
        public async Task<SubscriptionChangeState> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (command.Said is null) throw new Stale(SubscriptionRules.LookAgain);
            var known = await changes.Find(command.Once, cancellationToken);
            if (known is { State: not SubscriptionChangeState.Requested } done)
            {
                if (done.State is SubscriptionChangeState.Declined or SubscriptionChangeState.Void) throw new Refused("This request was declined or is void. Ask for it again.");
                return done.State; // the same form once more
            }

            await Check(ticket, command.Said, command.Seen, known, command.Once, changes, cancellationToken);
            refunds.BeginOn(ticket, now);
            var change = known is null ? SubscriptionChanges.New(command.Once, command.Said, caller.PersonId, now) : (await changes.ForChange(known.Id, now, cancellationToken)).Change;
            if (known is null) changes.Add(change);
            SubscriptionChanges.Freeze(change, command.Said, command.Reason);
            changes.Release(change, caller.PersonId, now);
            tickets.Record(ticket, new SubscriptionChangeConfirmed(change.Id, Words.Slug(change.Act), change.Price, change.Currency, change.Total), now);
            return change.State;
        }
    }

    /// <summary>What request and confirmation have in common: shown is what is frozen, and one at a time.</summary>
    internal static async Task Check(Ticket ticket, PreviewChange.Answer said, string seen, SubscriptionChange? known, Guid once, SubscriptionChanges changes, CancellationToken cancel)
    {
        var other = known is not null && (known.TicketId != ticket.Id || known.Subscription != said.Now.Id || known.Act != said.Act || known.Price != said.Price);
        if (ticket.Id != said.Ticket.Id || other || seen != SubscriptionChanges.HashOf(said)) throw new Stale(SubscriptionRules.LookAgain);
        if (said.Problem is { } problem) throw new Refused(problem);
        if (await changes.OtherOpen(said.Now.Id, once, cancel)) throw new Refused(SubscriptionRules.OneAtATime);
    }
}

/// <summary>An Agent asks Finance to change a subscription (D45a); nothing is changed by that.</summary>
public static class RequestSubscriptionChange
{
    /// <param name="Once">Made when the form was drawn: sent twice it is one request.</param>
    [Requires(Permission.RequestRefund)]
    public sealed record Command(string Number, PreviewChange.Answer Said, string Seen, Guid Once, string? Reason = null) : ICommand<Guid>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
    }

    internal sealed class Handler(SubscriptionChanges changes, RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (command.Said is null) throw new Stale(SubscriptionRules.LookAgain);
            if (await changes.Find(command.Once, cancellationToken) is { } before) return before.Id;
            await ChangeSubscription.Check(ticket, command.Said, command.Seen, null, command.Once, changes, cancellationToken);
            refunds.BeginOn(ticket, now);
            var change = SubscriptionChanges.New(command.Once, command.Said, caller.PersonId, now);
            SubscriptionChanges.Freeze(change, command.Said, command.Reason);
            changes.Add(change);
            tickets.Record(ticket, new SubscriptionChangeRequested(change.Id, Words.Slug(change.Act), change.Price), now);
            return change.Id;
        }
    }
}

/// <summary>A person says no, or takes their own request back; nothing has changed.</summary>
public static class DeclineSubscriptionChange
{
    [Requires(Permission.RequestRefund, Permission.IssueRefund)]
    public sealed record Command(Guid Id) : ICommand<Unit>;

    internal sealed class Handler(SubscriptionChanges changes, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, change) = await changes.ForChange(command.Id, now, cancellationToken);
            if (change.State != SubscriptionChangeState.Requested) throw new Refused("This request is not open any more.");
            // §1: an Agent may take back what they asked for themselves, and nothing else.
            if (!caller.Viewer.May(Permission.IssueRefund) && change.RequestedBy != caller.PersonId) throw new NotAllowed();
            (change.State, change.SettledAt) = (SubscriptionChangeState.Declined, now);
            tickets.Record(ticket, new SubscriptionChangeDeclined(change.Id), now);
            return Unit.Value;
        }
    }
}
