using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Puts the reply into the draft with everything of a child taken out or put in general words (D37). Nothing is sent.</summary>
public static class RedactDraft
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, string Text, string? Template, string? To, int BasedOn) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, ReplyHeaders headers, ChildGuard guard, Drafts drafts, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (command.Text.Length > 200_000) throw new Refused("The reply is longer than 200,000 characters.");
            var now = time.Instant();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).SingleOrDefaultAsync(t => t.Number == command.Number, cancellationToken) ?? throw new NotFound();
            var to = await headers.Addressee(ticket, command.To, cancellationToken);
            var text = await guard.Redact(ticket, PlainText.Storable(command.Text), to, cancellationToken);
            if (text.Length == 0) await drafts.Forget(ticket.Id, caller.PersonId, "reply", cancellationToken);
            else await drafts.Keep(ticket.Id, caller.PersonId, "reply", text, command.Template, command.BasedOn, now, cancellationToken);
            return Unit.Value;
        }
    }
}
