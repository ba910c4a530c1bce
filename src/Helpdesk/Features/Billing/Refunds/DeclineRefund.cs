using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>A person says no, or takes their own request back; nothing has moved.</summary>
public static class DeclineRefund
{
    [Requires(Permission.RequestRefund, Permission.IssueRefund, Permission.ApproveRefund)]
    public sealed record Command(Guid Id, string? Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why.").MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
    }

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            if (intent.State is not (RefundState.Requested or RefundState.Waiting)) throw new Refused("This refund is not waiting any more; it cannot be declined.");
            // §1: an Agent may take back what they asked for themselves, and nothing else.
            if (!caller.Viewer.May(Permission.IssueRefund) && !caller.Viewer.May(Permission.ApproveRefund) && intent.RequestedBy != caller.PersonId) throw new NotAllowed();
            (intent.State, intent.Reason) = (RefundState.Declined, PlainText.Storable(command.Reason!.Trim()));
            tickets.Record(ticket, new RefundDeclined(intent.Id), now);
            return Unit.Value;
        }
    }
}

/// <summary>What it was frozen on has changed before anything was executed (D42).</summary>
public static class VoidRefund
{
    /// <param name="Why"><c>balance_changed</c> or <c>disputed</c>.</param>
    [Requires(Permission.System)]
    public sealed record Command(Guid Id, string Why) : ICommand<Unit>;

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var (ticket, intent) = await refunds.ForChange(command.Id, now, cancellationToken);
            // D43: once a call may have left, Stripe alone can tell what became of it.
            if (!intent.State.IsOpen() || intent.CalledAt is not null) return Unit.Value;
            (intent.State, intent.NextAttempt) = (RefundState.Void, null);
            tickets.Record(ticket, new RefundVoided(intent.Id, command.Why), now);
            return Unit.Value;
        }
    }
}
