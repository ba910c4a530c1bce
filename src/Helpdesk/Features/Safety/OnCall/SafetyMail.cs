using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Features.Safety;

/// <summary>Mail to colleagues about an incident: a number and a link, and no content (D9b, D34). It belongs to no thread, so that no answer lands on the ticket.</summary>
public sealed class SafetyMail(HelpdeskDb db, Addressing addressing, Settings settings, AfterCommit after, WakeUp bell)
{
    /// <summary>Kinds that only Safety and Legal may see in the outbox: that somebody was paged says enough.</summary>
    public static IReadOnlyList<string> Kinds { get; } = ["on_call", "number_only", PageHook.OutboxKind, Tickets.NotificationMailWork.HiddenKind];

    public void Page(Contact person, Ticket ticket, Guid incident, DateTimeOffset now) => Send("on_call", person, ticket, $"/safety/incidents/{incident}", now);

    public void Number(Contact person, Ticket ticket, DateTimeOffset now) => Send("number_only", person, ticket, $"/tickets/{ticket.Number}", now);

    private void Send(string kind, Contact person, Ticket ticket, string path, DateTimeOffset now)
    {
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now), PersonId = person.Id, Kind = kind, To = person.Email, Subject = $"#{ticket.Number}",
            Text = $"#{ticket.Number}\n{settings.Url}{path}\n", InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        });
        after.Do(bell.Ring);
    }
}
