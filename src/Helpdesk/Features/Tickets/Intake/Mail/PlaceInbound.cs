using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Reads a stored mail and places it: a new ticket, an answer on a ticket, or parked with its reason (D31).</summary>
public static class PlaceInbound
{
    /// <param name="LetIn">A person decided that it is a customer's mail although it looked automatic.</param>
    [Requires(Permission.System, Permission.PlaceParkedMail)]
    public sealed record Command(Guid Id, bool LetIn = false) : ICommand<string?>;

    /// <returns>The number of the ticket it was placed on; null when it is parked or was placed before.</returns>
    internal sealed class Handler(
        HelpdeskDb db, Caller caller, Judge judge, Opening opening, CustomerMessages messages, Conversations conversations,
        Bounces bounces, ForgetRawMail.Schedule forget, Addressing addressing, TimeProvider time)
        : IRequestHandler<Command, string?>
    {
        public async Task<string?> Handle(Command command, CancellationToken cancellationToken)
        {
            var mail = await db.Set<InboundMail>().FromSql($"select * from inbound_mail where id = {command.Id} for update").SingleOrDefaultAsync(cancellationToken);
            var expected = command.LetIn ? "parked" : "received";
            if (mail?.Body is null || mail.State != expected) return null;
            if (mail.Restricted && command.LetIn && !caller.Viewer.SeesRestricted) throw new NotFound();
            var now = time.Instant();
            InboundForm? form = null;
            try
            {
                form = await InboundForm.Read(mail.Body, mail.ContentType, cancellationToken);
                var parsed = ParsedMail.Read(form, addressing);
                mail.SenderDomain = parsed.From.Address[(parsed.From.Address.LastIndexOf('@') + 1)..].ToLowerInvariant();
                return await Place(mail, parsed, command.LetIn, now, cancellationToken);
            }
            catch (Unreadable) when (command.LetIn)
            {
                throw new Refused("It cannot be read as a mail, so it cannot become a ticket. Discard it, or ask the sender to write again.");
            }
            catch (Unreadable problem)
            {
                await Park(mail, problem.Reason, form?.Text("subject"), form?.Text("text"), now, cancellationToken);
                return null;
            }
        }

        private async Task<string?> Place(InboundMail mail, ParsedMail parsed, bool letIn, DateTimeOffset now, CancellationToken cancel)
        {
            if (!letIn && parsed.AutomaticBecause is { } because)
            {
                await Park(mail, because, parsed.Subject, parsed.Text, now, cancel);
                if (because == AutomaticMail.Bounce) await bounces.Mark(parsed, now, cancel);
                return null;
            }

            if (await conversations.Holds(parsed, cancel))
            {
                Settle(mail, "duplicate", now);
                return null;
            }

            var number = await conversations.Find(parsed, cancel);
            var arrival = new Arrival(Channel.Email, parsed.From.Address, parsed.From.Name, parsed.Subject, parsed.Text)
            {
                Html = parsed.Html, Files = parsed.Files, InternetId = parsed.InternetId, ReplyTo = parsed.ReplyTo, Automatic = parsed.AutomaticBecause is not null,
            };
            var outcome = number is null ? CustomerMessages.Outcome.Closed : await messages.Receive(number, arrival, now, cancel, letIn);
            if (outcome == CustomerMessages.Outcome.Loop)
            {
                await Park(mail, "suspected_loop", parsed.Subject, parsed.Text, now, cancel);
                return null;
            }

            // D28: closed is final; a later need opens a linked follow-up.
            var ticket = outcome == CustomerMessages.Outcome.Closed
                ? await opening.Open(arrival with { FollowUpOf = number }, now, cancel)
                : null;
            if (ticket is not null && number is not null) await messages.NoteFollowUp(number, ticket.Number, now, cancel);
            mail.TicketId = ticket?.Id ?? await conversations.IdOf(number!, cancel);
            Settle(mail, "placed", now);
            return ticket?.Number ?? number;
        }

        /// <summary>D31: its text is screened as far as it decodes; only Safety opens what fired or could not be screened.</summary>
        private async Task Park(InboundMail mail, string reason, string? subject, string? text, DateTimeOffset now, CancellationToken cancel)
        {
            var verdict = text is null ? null : await judge.Screen(subject ?? "", text, [], cancel);
            mail.Restricted = verdict is null || verdict.Severity >= Severity.High;
            mail.Reason = reason;
            Settle(mail, "parked", now);
        }

        private void Settle(InboundMail mail, string state, DateTimeOffset now)
        {
            mail.State = state;
            mail.SettledAt = now;
            mail.SettledBy = caller.Viewer.Name;
            if (state != "parked") forget.Add(mail.Id, now);
        }
    }
}
