using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Screens again what had no verdict (D34a). When nothing high or critical is found and no other text is without verdict, the ticket
/// opens by itself; a failure leaves it closed and comes again.
/// </summary>
public static class Rescreen
{
    [Requires(Permission.System)]
    public sealed record Command(Guid Ticket, Guid Message) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Safeguard.RescreenJob;

        public IRequest<Unit> CommandFor(Guid ticket, string data)
        {
            using var json = JsonDocument.Parse(data);
            return new Command(ticket, json.RootElement.GetProperty("message").GetGuid());
        }
    }

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Judge judge, Safeguard safeguard, Reports reports, Policies policies, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Ticket, now, cancellationToken);
            var message = await db.Set<Message>().SingleOrDefaultAsync(m => m.Id == command.Message, cancellationToken);
            if (message is null || message.ScreenedBy is not null) return Unit.Value;
            var names = await db.Set<Attachment>().Where(a => a.MessageId == message.Id).Select(a => a.FileName).ToListAsync(cancellationToken);
            var verdict = await judge.ScreenUnhurried(message.Subject, SeenText.Of(message.Text, message.Html), names, cancellationToken);
            message.ScreenedBy = verdict.LexiconVersion;
            tickets.Record(ticket, new Rescreened(message.Id, verdict.Severity), now);
            await safeguard.Apply(ticket, message.Id, verdict, isNew: false, now, cancellationToken);
            safeguard.Reroute(ticket, verdict, await policies.Current(cancellationToken), now);
            var others = await db.Set<Message>().AnyAsync(m => m.TicketId == ticket.Id && m.Id != message.Id && m.ScreenedBy == null, cancellationToken);
            // D34b: with a report, now or ever, it stays closed.
            var grave = ticket.Severity >= Severity.High || await reports.AnyOn(ticket.Id, cancellationToken);
            if (ticket.Restricted && !others && !grave) tickets.Record(ticket, new Unrestricted("screened"), now);
            return Unit.Value;
        }
    }
}
