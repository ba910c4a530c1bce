using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>
/// Finance acts (D42): within the limit the refund is executed at once; above it, or case by case, it is proposed and waits for a
/// second person.
/// </summary>
public static class IssueRefund
{
    /// <param name="Said">What the policy says now, asked by the server.</param>
    /// <param name="Seen">The hash of what was shown: when it differs, nothing is done.</param>
    /// <param name="Once">The intent: made when the form was drawn, or the Agent's request that is acted on.</param>
    /// <param name="Alone">What the button said: true issues, false proposes. It never does the one for the other.</param>
    /// <param name="Amount">Minor units; only where it is chosen case by case, else null.</param>
    [Requires(Permission.IssueRefund)]
    public sealed record Command(string Number, QuoteRefund.Answer Said, string Seen, Guid Once, bool Alone, long? Amount = null, string? Reason = null) : ICommand<RefundState>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
    }

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, RefundState>
    {
        public async Task<RefundState> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (command.Said is null) throw new Stale(RefundRules.LookAgain);
            var quote = command.Said.Quote;
            var known = await refunds.Find(command.Once, cancellationToken);
            if (known is { State: not RefundState.Requested } done)
            {
                if (done.State is RefundState.Declined or RefundState.Void) throw new Refused("This request was declined or is void. Ask for it again.");
                return done.State; // the same form once more
            }

            if (ticket.Id != command.Said.Ticket.Id || (known is not null && (known.Charge != quote.Charge || known.TicketId != ticket.Id)) || command.Seen != quote.Hash(quote.Decision.Amount)) throw new Stale(RefundRules.LookAgain);
            if ((await refunds.OpenOn(quote.Charge, cancellationToken)).Any(open => open != command.Once)) throw new Refused(RefundRules.OneAtATime);
            var amount = quote.AmountIsChosen ? command.Amount ?? 0 : quote.Decision.Amount ?? 0;
            var next = RefundRules.Issue(quote, amount, command.Reason, out var problems);
            if (problems.Count > 0) throw new Refused(problems);
            if (command.Alone && next == RefundState.Waiting) throw new Refused(RefundRules.NeedsSecond(quote)! + " Propose it instead.");

            refunds.BeginOn(ticket, now);
            Act(ticket, await Intent(known, command, now, cancellationToken), command, amount, next, now);
            return next;
        }

        private async Task<RefundIntent> Intent(RefundIntent? known, Command command, DateTimeOffset now, CancellationToken cancel)
        {
            if (known is not null) return (await refunds.ForChange(known.Id, now, cancel)).Intent;
            var intent = RefundIntents.New(command.Once, command.Said, caller.PersonId, now);
            refunds.Add(intent);
            return intent;
        }

        private void Act(Domain.Tickets.Ticket ticket, RefundIntent intent, Command command, long amount, RefundState next, DateTimeOffset now)
        {
            RefundIntents.Freeze(intent, command.Said, amount, command.Reason);
            intent.ProposedBy = caller.PersonId;
            if (next == RefundState.Sending)
            {
                refunds.Release(intent, caller.PersonId, now);
                tickets.Record(ticket, new RefundApproved(intent.Id, intent.Currency, amount, Alone: true), now);
            }
            else
            {
                intent.State = next;
                tickets.Record(ticket, new RefundProposed(intent.Id, intent.Currency, amount), now);
            }
        }
    }
}
