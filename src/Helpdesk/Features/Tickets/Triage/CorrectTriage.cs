using System.Text.Json;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A person says what the ticket is about, and because of which words (D5): kept beside the model's answer, never over it; routed and
/// timed anew (D25). Two people never decide the same ticket unnoticed.
/// </summary>
public static class CorrectTriage
{
    /// <param name="BasedOn">The version the sender saw: a decision in between stops it.</param>
    /// <param name="Ticked">Spans of the evidence, such as <c>body:12-20</c>.</param>
    /// <param name="Typed">Further words of the message, one a line or with commas between.</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(
        string Number, string Subcategory, Impact? Impact = null, int? BasedOn = null, IReadOnlyList<string>? Ticked = null, string? Typed = null) : ICommand<Unit>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Typed).MaximumLength(500).WithMessage("Name a few words only, 500 characters at most.");
            RuleFor(c => c.Ticked).Must(t => t is null || t.Count <= 20).WithMessage("Tick 20 places at most.");
        }
    }

    internal sealed class Handler(Tickets tickets, People people, Clockwork clockwork, Policies policies, Caller caller, TimeProvider time) : IRequestHandler<Command, Unit>
    {
        public async Task<Unit> Handle(Command command, CancellationToken cancellationToken)
        {
            if (!Taxonomy.TryParse(command.Subcategory, out Subcategory? subcategory)) throw new Refused("Choose a subcategory.");
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            if (command.BasedOn is { } seen) await RefuseStale(ticket, seen, cancellationToken);
            if (ticket.State == TicketState.Closed) throw new Refused("This ticket is closed.");
            // D8, D12: what the screening routed to Safety is not taken from there by a correction.
            if (ticket.Severity >= Domain.Safety.Severity.Medium && subcategory.Category != Category.Safety)
            {
                throw new Refused("The screening found something here: the ticket stays with Safety.");
            }

            tickets.Add(new ClassificationRow
            {
                Id = Guid.CreateVersion7(now), TicketId = ticket.Id, At = now, Subcategory = subcategory.Slug, Confidence = 1,
                DecidedBy = "person", PersonId = caller.PersonId, Reason = "Corrected by hand.",
                Because = await Because(ticket.Id, subcategory, command, cancellationToken),
            });
            Place(ticket, subcategory, command.Impact ?? ticket.Impact, await policies.Current(cancellationToken), now);
            return Unit.Value;
        }

        private async Task RefuseStale(Ticket ticket, int seen, CancellationToken cancel)
        {
            if (await tickets.TriagedSince(ticket.Id, seen, cancel) is not { } decided) return;
            var who = decided.ActorId is { } person ? await people.NameOf(person, cancel) : "Helpdesk";
            throw new Stale($"{who} has decided #{ticket.Number} in the meantime: {Taxonomy.Get(ticket.Subcategory).Name.ToLowerInvariant()}.");
        }

        private async Task<string> Because(Guid ticket, Subcategory subcategory, Command command, CancellationToken cancel)
        {
            if (command.Ticked is null or [] && string.IsNullOrWhiteSpace(command.Typed)) return "[]";
            var (subject, text) = await tickets.FirstText(ticket, cancel);
            var found = BecauseWords.Find(subject, text, command.Ticked ?? [], command.Typed, subcategory.Slug, out var problems);
            if (problems.Count > 0) throw new Refused(problems);
            return JsonSerializer.Serialize(found.Select(e => new EvidenceSpan(Words.Slug(e.Field), e.Start, e.End, e.For)), JsonSerializerOptions.Web);
        }

        private void Place(Ticket ticket, Subcategory subcategory, Impact impact, PolicySet set, DateTimeOffset now)
        {
            var tier = SupportTiers.Of(ticket.Severity, impact, ticket.Signals, set.Urgency);
            var path = set.Routing.Path(subcategory.Category);
            var level = subcategory.Category == Category.Technical && tier >= 3 ? path.Top : 1;
            tickets.StaffActs(ticket, now);
            tickets.Record(ticket, new Triaged(
                subcategory.Slug, 1, null, 0, [], "person", "", path.TeamAt(level), level, path.Owner, NeedsTriage: false, ticket.LegalReview,
                Priorities.Of(ticket.Severity, impact, ticket.Signals, set.Urgency), tier, impact, ticket.Signals, $"A person chose {subcategory.Name.ToLowerInvariant()}."), now);
            clockwork.Recompute(ticket, set, "reclassified", now);
        }
    }
}
