using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Drafts live on the server and survive everything but a restriction (D33a, D34).</summary>
public sealed class Drafts(HelpdeskDb db)
{
    public Task Keep(Guid ticket, Guid person, string kind, string text, string? template, int basedOn, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""
            insert into draft (ticket_id, person_id, kind, text, template, based_on, at) values ({ticket}, {person}, {kind}, {text}, {template}, {basedOn}, {now})
            on conflict (ticket_id, person_id, kind) do update set text = excluded.text, template = excluded.template, based_on = excluded.based_on, at = excluded.at
            """, cancel);

    public Task Forget(Guid ticket, Guid person, string kind, CancellationToken cancel) =>
        db.Set<Draft>().Where(d => d.TicketId == ticket && d.PersonId == person && d.Kind == kind).ExecuteDeleteAsync(cancel);
}

/// <summary>Keeps what somebody is typing.</summary>
public static class SaveDraft
{
    private static readonly string[] Kinds = ["reply", "note", "call"];

    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, string Kind, string Text, string? Template, int BasedOn) : ICommand<DateTimeOffset>;

    internal sealed class Handler(Tickets tickets, Drafts drafts, Caller caller, TimeProvider time) : IRequestHandler<Command, DateTimeOffset>
    {
        public async Task<DateTimeOffset> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!Kinds.Contains(command.Kind) || command.Text.Length > 200_000) throw new Refused("This draft cannot be kept.");
            var now = time.Instant();
            var ticket = await tickets.VisibleTo(caller.Viewer, now).Where(t => t.Number == command.Number).Select(t => (Guid?)t.Id).SingleOrDefaultAsync(cancellationToken)
                ?? throw new NotFound();
            if (command.Text.Length == 0) await drafts.Forget(ticket, caller.PersonId, command.Kind, cancellationToken);
            else await drafts.Keep(ticket, caller.PersonId, command.Kind, command.Text, command.Template, command.BasedOn, now, cancellationToken);
            return now;
        }
    }
}
