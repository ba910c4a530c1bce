using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;

namespace Helpdesk.Platform.Audit;

/// <summary>Writes the audit, in the transaction of what it tells.</summary>
public sealed class AuditLog(HelpdeskDb db, Caller caller, TimeProvider time)
{
    public void Write(string act, Guid? person = null, Guid? key = null, IEnumerable<string>? before = null, IEnumerable<string>? after = null, Guid? witness = null)
    {
        var (now, actor) = (time.Instant(), caller.Viewer);
        db.Add(new AuditEntry
        {
            Id = Guid.CreateVersion7(now), At = now, ActorKind = Words.Slug(actor.Kind), ActorId = actor.PersonId,
            Actor = actor.Kind is ActorKind.Operator ? actor.Name : "", Act = act, PersonId = person, KeyId = key, WitnessId = witness,
            Before = [.. before ?? []], After = [.. after ?? []], CorrelationId = caller.CorrelationId,
        });
    }
}
