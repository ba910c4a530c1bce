using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Live;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// One turn of a page (D9b): asks the next of the rota in the product, by mail and by the hook, and plans the turn after it, in the transaction
/// that takes the turn away. Nodes share the turns by the queue; the ticket's lock stands between a turn and an acknowledgement.
/// </summary>
public static class CallOnCall
{
    public const string Job = "call_on_call";

    [Requires(Permission.System)]
    public sealed record Command(Guid Ticket, Guid Page, int Turn) : ICommand<Unit>;

    internal sealed class Kind : IJobKind
    {
        string IJobKind.Kind => Job;

        public IRequest<Unit> CommandFor(Guid ticket, string data)
        {
            using var json = JsonDocument.Parse(data);
            return new Command(ticket, json.RootElement.GetProperty("page").GetGuid(), json.RootElement.GetProperty("turn").GetInt32());
        }
    }

    internal sealed class Handler(
        HelpdeskDb db, Tickets.Tickets tickets, Incidents incidents, OnCallRota rota, Paging paging, SafetyMail mail, PageHook hook, People people, LiveTail live, AfterCommit after, TimeProvider time)
        : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Ticket, now, cancellationToken);
            var page = await db.Set<OnCallPage>().SingleAsync(p => p.Id == command.Page, cancellationToken);
            if (command.Turn == 0 && page.Cause == Paging.Critical) await TellLeads(ticket, page, now, cancellationToken);
            var turn = PageSchedule.Turn(page.Since, command.Turn, now);
            var planned = PageSchedule.At(page.Since, turn);
            // Nodes may do a deadline before the repeats that lie before it: a page ends with its own last turn, so none is left out.
            if (planned >= page.Until) page.EndedAt ??= now;
            if (page.EndedAt is not null) return Unit.Value;
            var asked = await rota.Asked(turn, cancellationToken);
            if (asked.Count > 0) hook.Add(asked[0], ticket, page, turn, now);
            foreach (var person in asked)
            {
                db.Add(new OnCallAsk { PageId = page.Id, Turn = turn, PersonId = person.Id, TicketId = ticket.Id, Planned = planned, At = now });
                mail.Page(person, ticket, page.IncidentId, now);
            }

            paging.Next(page, turn + 1);
            // The menu of those who may meet the ticket counts again.
            after.Do(() => live.Changed(ticket.Id, ticket.Number, ticket.Version, ticket.Restricted, shut: false));
            return Unit.Value;
        }

        /// <summary>D35: the lead of Customer Service is told the number only, and where it is handled.</summary>
        private async Task TellLeads(Ticket ticket, OnCallPage page, DateTimeOffset now, CancellationToken cancel)
        {
            var leads = await people.Leading(Team.CustomerService, cancel);
            foreach (var lead in leads) mail.Number(lead, ticket, now);
            var incident = await db.Set<Incident>().SingleAsync(i => i.Id == page.IncidentId, cancel);
            if (leads.Count > 0) incidents.Record(incident, IncidentAct.LeadTold, now, string.Join(", ", leads.Select(l => l.Name)));
        }
    }
}
