using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>A person decides that a parked mail is nobody's request. Who and why stay with it; its body goes after 30 days.</summary>
public static class DiscardParked
{
    [Requires(Permission.PlaceParkedMail)]
    public sealed record Command(Guid Id, string Reason) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(c => c.Reason).NotEmpty().WithMessage("Say why it is discarded.").MaximumLength(500).WithMessage("The reason is longer than 500 characters.");
    }

    internal sealed class Handler(HelpdeskDb db, ForgetRawMail.Schedule forget, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var mail = await db.Set<InboundMail>().FromSql($"select * from inbound_mail where id = {command.Id} for update").SingleOrDefaultAsync(cancellationToken);
            if (mail is null || (mail.Restricted && !caller.Viewer.SeesRestricted)) throw new NotFound();
            if (mail.State != "parked") throw new Refused("Somebody has placed or discarded it already.");
            mail.State = "discarded";
            mail.SettledAt = now;
            mail.SettledBy = $"{caller.Viewer.Name}: {Opening.Line(command.Reason, 500)}";
            forget.Add(mail.Id, now);
            return Unit.Value;
        }
    }
}
