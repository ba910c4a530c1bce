using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>A call that opens a ticket (D2): never refused, whatever the plan.</summary>
public static class LogNewCall
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(Guid Once, string Email, string Name, string Subject, string Notes, bool Spoke) : ICommand<string>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Email).Must(e => FromField.IsAddress(e.Trim())).WithMessage("Give an address that we can write to, such as name@example.com.");
            RuleFor(c => c.Subject).NotEmpty().WithMessage("Say in one line what the call was about.").MaximumLength(500).WithMessage("The line is longer than 500 characters.");
            RuleFor(c => c.Notes).NotEmpty().WithMessage("Write down what was said.").MaximumLength(200_000).WithMessage("The notes are longer than 200,000 characters.");
        }
    }

    internal sealed class Handler(Opening opening, Idempotency idempotency, Caller caller, TimeProvider time) : IRequestHandler<Command, string>
    {
        public async Task<string> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var before = await idempotency.Find("call", command.Once.ToString("N"), "", cancellationToken);
            if (before is not null) return before.Number;
            var ticket = await opening.Open(
                new Arrival(Channel.Phone, command.Email.Trim(), command.Name, command.Subject, command.Notes.ReplaceLineEndings("\n"))
                {
                    LoggedBy = caller.PersonId, LoggedByName = caller.Viewer.Name, Spoke = command.Spoke,
                },
                now, cancellationToken);
            idempotency.Keep("call", command.Once.ToString("N"), "", ticket, now);
            return ticket.Number;
        }
    }
}
