using System.Security.Cryptography;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Stores a mail as it came, before anything is read of it (D31). The same body twice is one mail.</summary>
public static class StoreInbound
{
    [Requires(Permission.System)]
    public sealed record Command(string ContentType, byte[] Body) : ICommand<Guid?>;

    /// <returns>The new mail's id; null when it is stored already.</returns>
    internal sealed class Handler(HelpdeskDb db, TimeProvider time, AfterCommit after, WakeUp bell) : IRequestHandler<Command, Guid?>
    {
        public async Task<Guid?> Handle(Command command, CancellationToken cancellationToken)
        {
            var now = time.Instant();
            var id = Guid.CreateVersion7(now);
            var digest = Convert.ToHexStringLower(SHA256.HashData(command.Body));
            var type = Platform.Http.PlainText.Storable(command.ContentType.Length > 500 ? command.ContentType[..500] : command.ContentType);
            var stored = await db.Database.ExecuteSqlAsync($"""
                insert into inbound_mail (id, at, content_type, size, digest, body, state, sender_domain, attempts, next_attempt, restricted)
                values ({id}, {now}, {type}, {command.Body.Length}, {digest}, {command.Body}, 'received', '', 0, {now.AddSeconds(5)}, true)
                on conflict (digest) do nothing
                """, cancellationToken);
            after.Do(bell.Ring);
            return stored == 1 ? id : null;
        }
    }
}
