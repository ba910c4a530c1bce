using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The door to the kept regression cases of the screening.</summary>
public sealed class RedTeamCases(HelpdeskDb db)
{
    /// <summary>Those in force, the newest first.</summary>
    public async Task<IReadOnlyList<KeptCase>> Kept(CancellationToken cancel) =>
        await db.Set<KeptCase>().AsNoTracking().Where(k => k.WithdrawnAt == null).OrderByDescending(k => k.Id).ToListAsync(cancel);

    public Task<bool> Holds(string text, CancellationToken cancel) => db.Set<KeptCase>().AnyAsync(k => k.WithdrawnAt == null && k.Text == text, cancel);

    /// <exception cref="NotFound">There is none, or it was withdrawn.</exception>
    public async Task<KeptCase> Find(Guid id, CancellationToken cancel) =>
        await db.Set<KeptCase>().SingleOrDefaultAsync(k => k.Id == id && k.WithdrawnAt == null, cancel) ?? throw new NotFound();

    public void Add(KeptCase kept) => db.Add(kept);
}
