using FluentValidation;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A public reply. It waits ten seconds in the outbox, where it can be undone (D33a), and takes its effect on state and clocks only
/// when it leaves (D24): see <see cref="ReleaseMail"/>.
/// </summary>
public static class Reply
{
    public static readonly TimeSpan UndoFor = TimeSpan.FromSeconds(10);

    /// <param name="Once">The reply's id, made when the form was drawn: the same form sent twice is one reply.</param>
    /// <param name="BasedOn">The ticket's version the writer saw.</param>
    /// <param name="Then">Pending, open or resolved.</param>
    /// <param name="Override">Legal's reason to tell what of a child the guard has found (D37).</param>
    [Requires(Permission.WorkTickets)]
    public sealed record Command(string Number, Guid Once, int BasedOn, string Text, TicketState Then, string? Template, string? To, string? Override = null) : ICommand<DateTimeOffset>;

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator()
        {
            RuleFor(c => c.Text).NotEmpty().WithMessage("The reply is empty.").MaximumLength(200_000).WithMessage("The reply is longer than 200,000 characters.");
            RuleFor(c => c.Override).MaximumLength(1_000).WithMessage("The reason is longer than 1,000 characters.");
            RuleFor(c => c.Then).Must(s => s is TicketState.Pending or TicketState.Open or TicketState.Resolved).WithMessage("Choose to wait, keep it open, or resolve it.");
        }
    }

    /// <returns>Until when it can be undone.</returns>
    internal sealed class Handler(
        HelpdeskDb db, Tickets tickets, Freshness freshness, ReplyHeaders headers, ChildGuard guard, Drafts drafts, Caller caller, TimeProvider time, AfterCommit after, WakeUp bell)
        : IRequestHandler<Command, DateTimeOffset>
    {
        public async Task<DateTimeOffset> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var ticket = await tickets.ForChange(command.Number, now, cancellationToken);
            var known = await db.Set<OutboxMail>().Where(m => m.MessageId == command.Once).Select(m => (DateTimeOffset?)m.SendAfter).SingleOrDefaultAsync(cancellationToken);
            if (known is { } before) return before;
            if (ticket.State == TicketState.Closed) throw new Refused("This ticket is closed. Open a follow-up to write again.");
            await freshness.Check(ticket, command.BasedOn, cancellationToken);
            var template = command.Template is null ? null : await db.Set<Template>().SingleOrDefaultAsync(t => t.Slug == command.Template, cancellationToken);
            if (Blanks.Left(command.Text, template?.Body) is { Count: > 0 } blanks) throw new Refused([.. blanks.Select(b => $"Fill in {b} before you send.")]);

            guard.CheckRecipient(ticket, command.To);
            var mail = await headers.For(ticket, command.Once, command.Text.ReplaceLineEndings("\n"), command.To, template, command.Then, now, UndoFor, cancellationToken);
            var released = await guard.Check(ticket, mail.Text, mail.To, template, command.Override, cancellationToken);
            if (released.Count == 0) mail.Subject = await guard.Redact(ticket, mail.Subject, mail.To, cancellationToken); // the customer's own words may tell it too
            tickets.Add(Thread(ticket, command, mail, now));
            db.Add(mail);
            if (released.Count > 0) Release(ticket, command, released, now);
            // D28: the chosen state comes when the reply leaves.
            tickets.StaffActs(ticket, now);
            tickets.Record(ticket, new ReplyQueued(command.Once, command.Then, mail.Acknowledges), now);
            await drafts.Forget(ticket.Id, caller.PersonId, "reply", cancellationToken);
            after.Do(bell.Ring);
            return mail.SendAfter;
        }

        /// <summary>D37: who let it go, what and why. The words of the reason stand in a note, because events hold none (D30).</summary>
        private void Release(Ticket ticket, Command command, IReadOnlyList<ChildDatum> released, DateTimeOffset now)
        {
            var note = new Message
            {
                Id = Guid.CreateVersion7(now), TicketId = ticket.Id, Direction = "note", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
                Text = $"A child’s data may go out with this reply, because: {command.Override!.Trim()}", ScreenedBy = "staff",
            };
            tickets.Add(note);
            tickets.Record(ticket, new ChildDataReleased(command.Once, [.. released.Select(r => Words.Slug(r.Kind)).Distinct()], note.Id), now);
        }

        private Message Thread(Ticket ticket, Command command, OutboxMail mail, DateTimeOffset now) => new()
        {
            Id = command.Once, TicketId = ticket.Id, Direction = "out", At = now, PersonId = caller.PersonId, AuthorName = caller.Viewer.Name,
            Subject = mail.Subject, Text = mail.Text, MessageId = mail.InternetId, Delivery = "waiting", ScreenedBy = "staff",
        };
    }
}
