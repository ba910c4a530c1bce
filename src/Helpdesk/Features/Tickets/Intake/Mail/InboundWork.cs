using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Http;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Features.Tickets;

/// <summary>Places stored mails that were not placed at once: after a crash, an outage, or a failure. Five failures park it.</summary>
internal sealed class InboundWork(HelpdeskDb db, Dispatch dispatch) : IDueWork
{
    private const int MostAttempts = 5;

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        var next = await db.Set<InboundMail>().Where(m => m.State == "received" && m.NextAttempt <= now)
            .OrderBy(m => m.NextAttempt).Select(m => new { m.Id, m.Attempts }).FirstOrDefaultAsync(cancel);
        if (next is null) return false;

        // Postponed first: were the process killed by this very mail, the next one would not die of it at once.
        var later = now.AddSeconds(Math.Min(300, 5 << next.Attempts));
        await db.Set<InboundMail>().Where(m => m.Id == next.Id && m.State == "received")
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.Attempts, next.Attempts + 1).SetProperty(m => m.NextAttempt, later), cancel);
        try
        {
            await dispatch.Send(new PlaceInbound.Command(next.Id), cancel);
        }
        catch (Exception problem) when (next.Attempts + 1 >= MostAttempts && problem is not OperationCanceledException && !Problems.DatabaseAway(problem))
        {
            db.ChangeTracker.Clear();
            await db.Set<InboundMail>().Where(m => m.Id == next.Id && m.State == "received").ExecuteUpdateAsync(set => set
                .SetProperty(m => m.State, "parked").SetProperty(m => m.Reason, "failed").SetProperty(m => m.SettledAt, now), cancel);
        }

        return true;
    }
}
