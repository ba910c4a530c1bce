using Helpdesk.Domain.Access;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>
/// Keeps who has met what is restricted (D34). It is written before the content is given away, so that nothing is seen unlogged.
/// </summary>
public sealed class AccessLog(HelpdeskDb db)
{
    /// <param name="door">Where it was met, such as <c>message</c> or <c>file</c>.</param>
    public Task MetTicket(Viewer viewer, Guid ticket, string door, DateTimeOffset now, CancellationToken cancel) =>
        Keep(viewer, ticket, mail: null, door, now, cancel);

    public Task MetParkedMail(Viewer viewer, Guid mail, string door, DateTimeOffset now, CancellationToken cancel) =>
        Keep(viewer, ticket: null, mail, door, now, cancel);

    private Task Keep(Viewer viewer, Guid? ticket, Guid? mail, string door, DateTimeOffset now, CancellationToken cancel) =>
        db.Database.ExecuteSqlAsync($"""
            insert into access_log (id, ticket_id, mail_id, person_id, actor, at, door)
            values ({Guid.CreateVersion7(now)}, {ticket}, {mail}, {viewer.PersonId}, {viewer.Name}, {now}, {door})
            """, cancel);
}
