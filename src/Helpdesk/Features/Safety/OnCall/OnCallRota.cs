using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Database;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Safety;

/// <summary>The order in which Safety is asked (D9b). Who has left, or left Safety, is passed over.</summary>
public sealed class OnCallRota(HelpdeskDb db, People people)
{
    /// <summary>Everybody of Safety, those of the rota first and in its order.</summary>
    public async Task<(IReadOnlyList<Contact> Order, IReadOnlyList<Contact> Others)> Read(CancellationToken cancel)
    {
        var safety = await people.Holding(Role.Safety, cancel);
        var places = await db.Set<OnCallPlace>().AsNoTracking().OrderBy(p => p.Position).Select(p => p.PersonId).ToListAsync(cancel);
        var order = places.Select(id => safety.FirstOrDefault(p => p.Id == id)).OfType<Contact>().ToList();
        return (order, [.. safety.Except(order)]);
    }

    /// <summary>Whom a turn goes to.</summary>
    public async Task<IReadOnlyList<Contact>> Asked(int turn, CancellationToken cancel)
    {
        var (order, others) = await Read(cancel);
        var asked = PageSchedule.Whose([.. order.Select(p => p.Id)], [.. others.Select(p => p.Id)], turn);
        return [.. order.Concat(others).Where(p => asked.Contains(p.Id))];
    }

    /// <returns>The order as it was.</returns>
    public async Task<IReadOnlyList<Guid>> Replace(IReadOnlyList<Guid> order, CancellationToken cancel)
    {
        // Two orders at once: the later one stands, whole.
        await db.Database.ExecuteSqlAsync($"lock table on_call_place in share row exclusive mode", cancel);
        var before = await db.Set<OnCallPlace>().AsNoTracking().OrderBy(p => p.Position).Select(p => p.PersonId).ToListAsync(cancel);
        await db.Set<OnCallPlace>().ExecuteDeleteAsync(cancel);
        db.AddRange(order.Select((person, i) => new OnCallPlace { Position = i + 1, PersonId = person }));
        return before;
    }
}
