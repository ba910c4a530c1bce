using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Billing;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Billing;

/// <summary>An Agent asks for a refund and issues none (D42): Finance finds it on the refunds desk.</summary>
public static class RequestRefund
{
    /// <param name="Said">What the policy says now, asked by the server.</param>
    /// <param name="Seen">The hash of what was shown: when it differs, nothing is done.</param>
    /// <param name="Once">Made when the form was drawn: sent twice it is one request.</param>
    [Requires(Permission.RequestRefund)]
    public sealed record Command(string Number, QuoteRefund.Answer Said, string Seen, Guid Once, string? Reason = null) : ICommand<Guid>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
    }

    internal sealed class Handler(RefundIntents refunds, Tickets.Tickets tickets, Caller caller, TimeProvider time) : IRequestHandler<Command, Guid>
    {
        public async Task<Guid> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (command.Said is null) throw new Stale(RefundRules.LookAgain);
            if (await refunds.Find(command.Once, cancellationToken) is { } before) return before.Id;
            var (quote, decision) = (command.Said.Quote, command.Said.Quote.Decision);
            if (ticket.Id != command.Said.Ticket.Id || command.Seen != quote.Hash(decision.Amount)) throw new Stale(RefundRules.LookAgain);
            if ((await refunds.OpenOn(quote.Charge, cancellationToken)).Count > 0) throw new Refused(RefundRules.OneAtATime);
            RefundRules.Issue(quote, decision.Amount ?? quote.Currency.Step, "asked for", out var problems);
            if (problems.Count > 0) throw new Refused(problems);

            refunds.BeginOn(ticket, now);
            var intent = RefundIntents.New(command.Once, command.Said, caller.PersonId, now);
            RefundIntents.Freeze(intent, command.Said, decision.Amount, command.Reason);
            refunds.Add(intent);
            tickets.Record(ticket, new RefundRequested(intent.Id, intent.Currency, intent.Amount, intent.Decision), now);
            return intent.Id;
        }
    }
}
