using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>A person says what the ticket is about (D5): kept beside the model's answer, never over it; routed and timed anew (D25).</summary>
public static class CorrectTriage
{
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, string Subcategory, Impact? Impact = null) : ICommand<Unit>;

    internal sealed class Handler(Tickets tickets, Clockwork clockwork, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!Taxonomy.TryParse(command.Subcategory, out Subcategory? subcategory)) throw new Refused("Choose a subcategory.");
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (ticket.State == TicketState.Closed) throw new Refused("This ticket is closed.");
            // D8, D12: what the screening routed to Safety is not taken from there by a correction.
            if (ticket.Severity >= Domain.Safety.Severity.Medium && subcategory.Category != Category.Safety)
            {
                throw new Refused("The screening found something here: the ticket stays with Safety.");
            }

            var set = await policies.Current(cancellationToken);
            var impact = command.Impact ?? ticket.Impact;
            var tier = SupportTiers.Of(ticket.Severity, impact, ticket.Signals);
            var path = set.Routing.Path(subcategory.Category);
            var level = subcategory.Category == Category.Technical && tier >= 3 ? path.Top : 1;
            tickets.Add(new ClassificationRow
            {
                Id = Guid.CreateVersion7(now), TicketId = ticket.Id, At = now, Subcategory = subcategory.Slug, Confidence = 1,
                DecidedBy = "person", PersonId = caller.PersonId, Reason = "Corrected by hand.",
            });
            if (ticket.State == TicketState.New) tickets.Record(ticket, new StateChanged(TicketState.Open, "staff_act"), now);
            tickets.Record(ticket, new Triaged(
                subcategory.Slug, 1, null, 0, [], "person", "", path.TeamAt(level), level, path.Owner, NeedsTriage: false, ticket.LegalReview,
                Priorities.Of(ticket.Severity, impact, ticket.Signals), tier, impact, ticket.Signals, $"A person chose {subcategory.Name.ToLowerInvariant()}."), now);
            clockwork.Recompute(ticket, set, "reclassified", now);
            return Unit.Value;
        }
    }
}
