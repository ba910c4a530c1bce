using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Platform.Mail;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Access;

/// <summary>Mail to colleagues about getting in. It belongs to no ticket, and leaves by the same outbox.</summary>
public sealed class AccessMail(HelpdeskDb db, AccessLinks links, Addressing addressing, TimeProvider time, AfterCommit after, WakeUp bell)
{
    /// <summary>Somebody else's finger on the button must not fill a mailbox.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(2);

    /// <returns>False when one was written a moment ago; then nothing is sent.</returns>
    public async Task<bool> Invite(Person person, CancellationToken cancel)
    {
        if (await WroteJustNow(person, "invitation", cancel)) return false;
        Send(person, "invitation", "Your invitation to Helpdesk", $"""
            Hello {person.Name},

            you are invited to work in Helpdesk. Choose a password here, within 24 hours:

            {await links.ToInvitation(person)}

            The link works once. If it is too old, ask your administrator for another.
            """);
        return true;
    }

    /// <inheritdoc cref="Invite"/>
    public async Task<bool> Reset(Person person, CancellationToken cancel)
    {
        if (await WroteJustNow(person, "password_reset", cancel)) return false;
        Send(person, "password_reset", "Choose a new password for Helpdesk", $"""
            Hello {person.Name},

            somebody, most likely you, asked for a new password. Choose it here, within 24 hours:

            {await links.ToReset(person)}

            The link works once. If you did not ask, do nothing: your password stays as it is.
            """);
        return true;
    }

    private Task<bool> WroteJustNow(Person person, string kind, CancellationToken cancel)
    {
        var since = time.Instant() - Pause;
        return db.Set<OutboxMail>().AnyAsync(m => m.PersonId == person.Id && m.Kind == kind && m.CreatedAt > since, cancel);
    }

    private void Send(Person person, string kind, string subject, string text)
    {
        var now = time.Instant();
        db.Add(new OutboxMail
        {
            Id = Guid.CreateVersion7(now), PersonId = person.Id, Kind = kind, To = person.Email!, Subject = subject, Text = text,
            InternetId = addressing.NewMessageId(), CreatedAt = now, SendAfter = now,
        });
        after.Do(bell.Ring);
    }
}
