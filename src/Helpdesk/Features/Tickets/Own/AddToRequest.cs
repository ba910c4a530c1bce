using System.Security.Cryptography;
using System.Text;
using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>The requester adds something on their own page. Closed is final (D28): it then opens a linked follow-up.</summary>
public static class AddToRequest
{
    /// <param name="Once">The form's id: the same form with the same text twice is one message.</param>
    [Requires(Permission.Public)]
    public sealed record Command(string Token, Guid Once, string Text, IReadOnlyList<NewFile> Files) : ICommand<Added>;

    /// <param name="Token">Of the ticket that holds the message now.</param>
    public sealed record Added(string Token, bool FollowUp);

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Text).NotEmpty().MaximumLength(CreateTicket.LongestFormText);
            RuleFor(c => c.Files).Must(f => f.Count <= CreateTicket.MostFiles && f.Sum(x => (long)x.Content.Length) <= CreateTicket.LargestFiles);
        }
    }

    internal sealed class Handler(HelpdeskDb db, Tickets tickets, CustomerMessages messages, Opening opening, Idempotency idempotency, TimeProvider time)
        : IRequestHandler<Command, Added>
    {
        private const string Scope = "add";

        public async Task<Added> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.BehindLink(command.Token).AsNoTracking().SingleOrDefaultAsync(cancellationToken) ?? throw new NotFound();
            var key = Key(command);
            if (await idempotency.Find(Scope, key, "", cancellationToken) is { } before)
            {
                return new Added(await tickets.TokenOf(before.TicketId, cancellationToken), before.TicketId != ticket.Id);
            }

            var arrival = await Arrival(ticket, command, cancellationToken);
            var outcome = await messages.Receive(ticket.Number, arrival, now, cancellationToken);
            if (outcome == CustomerMessages.Outcome.Loop) throw new TooOften();
            var holds = ticket;
            if (outcome == CustomerMessages.Outcome.Closed)
            {
                holds = await opening.Open(arrival with { FollowUpOf = ticket.Number }, now, cancellationToken);
                await messages.NoteFollowUp(ticket.Number, holds.Number, now, cancellationToken);
            }

            idempotency.Keep(Scope, key, "", holds, now);
            return new Added(holds.Token, holds.Id != ticket.Id);
        }

        /// <summary>In the name of the requester, by the address they wrote from last.</summary>
        private async Task<Arrival> Arrival(Ticket ticket, Command command, CancellationToken cancel)
        {
            var own = db.Set<RequesterAddress>().Where(a => a.RequesterId == ticket.RequesterId).Select(a => a.Address);
            var last = await db.Set<Message>().Where(m => m.TicketId == ticket.Id && m.Direction == "in" && own.Contains(m.AuthorEmail))
                .OrderByDescending(m => m.At).Select(m => m.AuthorEmail).FirstOrDefaultAsync(cancel);
            var name = await db.Set<Requester>().Where(r => r.Id == ticket.RequesterId).Select(r => r.Name).SingleAsync(cancel);
            // D34: a follow-up of a quiet ticket must not carry its words to where others read them.
            var subject = OwnRequest.IsQuiet(ticket) || ticket.Subject.Length == 0 ? Opening.Line(command.Text, 80) : ticket.Subject;
            return new Arrival(Channel.Form, last ?? await own.OrderBy(a => a).FirstAsync(cancel), name, subject, command.Text) { Files = command.Files, Locale = ticket.Locale };
        }

        /// <summary>Going back and writing something else is another message, not a repetition.</summary>
        private static string Key(Command command) => $"{command.Once:N}{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(command.Text)))[..32]}";
    }
}

/// <summary>So many reopenings in an hour look like a loop (D31).</summary>
public sealed class TooOften() : Refused("That was a lot in one hour. Please send it again in an hour.");
