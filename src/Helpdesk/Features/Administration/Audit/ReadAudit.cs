using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Audit;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Administration;

/// <summary>Who changed what others may do, newest first.</summary>
public static class ReadAudit
{
    private const int PageSize = 50;

    /// <param name="Before">The id of the last line seen; ids are in order of time.</param>
    [Requires(Permission.ReadAudit)]
    public sealed record Query(Guid? Before) : IQuery<Page>;

    public sealed record Page(IReadOnlyList<Line> Lines, Guid? Next);

    public sealed record Line(DateTimeOffset At, string Actor, string Act, string Target, string? Witness, IReadOnlyList<string> Taken, IReadOnlyList<string> Given);

    internal sealed class Handler(HelpdeskDb db, StaffDirectory directory, ApiKeys keys) : IRequestHandler<Query, Page>
    {
        public async Task<Page> Handle(Query query, CancellationToken cancellationToken)
        {
            var entries = await db.Set<AuditEntry>().AsNoTracking().Where(e => query.Before == null || e.Id.CompareTo(query.Before.Value) < 0)
                .OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancellationToken);
            var more = entries.Count > PageSize;
            if (more) entries.RemoveAt(PageSize);

            Guid[] people = [.. entries.SelectMany(e => new[] { e.ActorId, e.PersonId, e.WitnessId }).OfType<Guid>().Distinct()];
            var names = await directory.NamesOf(people, cancellationToken);
            var keyNames = entries.Any(e => e.KeyId is not null) ? (await keys.List(cancellationToken)).ToDictionary(k => k.Id, k => k.Name) : [];
            string? Name(Guid? id) => id is { } known ? names.GetValueOrDefault(known, "Somebody") : null;
            return new Page([.. entries.Select(e => new Line(
                e.At, Name(e.ActorId) ?? (e.Actor.Length > 0 ? e.Actor : "Helpdesk"), e.Act,
                Name(e.PersonId) ?? (e.KeyId is { } key ? keyNames.GetValueOrDefault(key, "a key") : ""),
                Name(e.WitnessId), [.. e.Before.Except(e.After)], [.. e.After.Except(e.Before)]))], more ? entries[^1].Id : null);
        }
    }
}
