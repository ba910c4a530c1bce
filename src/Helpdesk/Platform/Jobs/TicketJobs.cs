using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Jobs;

/// <summary>What a kind of job does: the command to send for a ticket.</summary>
public interface IJobKind
{
    string Kind { get; }

    IRequest<Unit> CommandFor(Guid ticket, string data);

    /// <summary>For work that comes round by itself: when its first row is due. Its command leaves the row for the next time.</summary>
    DateTimeOffset? FirstAt(DateTimeOffset now) => null;
}

/// <summary>Puts due work into the queue, in the transaction of what causes it.</summary>
public sealed class JobQueue(HelpdeskDb db, AfterCommit after, WakeUp bell)
{
    public void Add(string kind, Guid? ticket, DateTimeOffset dueAt, string data = "{}")
    {
        db.Add(new Job { Id = Guid.CreateVersion7(), Kind = kind, TicketId = ticket, DueAt = dueAt, Data = data });
        after.Do(bell.Ring);
    }

    /// <summary>One row for each kind that comes round by itself; kinds that have theirs are left alone.</summary>
    internal static async Task Seed(HelpdeskDb db, IEnumerable<IJobKind> kinds, DateTimeOffset now, CancellationToken cancel)
    {
        foreach (var kind in kinds)
        {
            if (kind.FirstAt(now) is not { } at || await db.Set<Job>().AnyAsync(j => j.Kind == kind.Kind, cancel)) continue;
            db.Add(new Job { Id = Guid.CreateVersion7(now), Kind = kind.Kind, DueAt = at });
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>Takes back what is still to come.</summary>
    public async Task Remove(string kind, Guid ticket, CancellationToken cancel) =>
        await db.Set<Job>().Where(j => j.Kind == kind && j.TicketId == ticket).ExecuteDeleteAsync(cancel);
}

/// <summary>Takes jobs, oldest due first; a job that fails waits longer each time and is never dropped.</summary>
internal sealed class TicketJobs(HelpdeskDb db, Dispatch dispatch, AfterCommit after, IEnumerable<IJobKind> kinds, ILogger<TicketJobs> log) : IDueWork
{
    private const int AtOnce = 3;

    public async Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        var job = await db.Set<Job>()
            .FromSql($"select * from job where due_at <= {now} order by due_at limit 1 for update skip locked")
            .AsNoTracking().SingleOrDefaultAsync(cancel);
        if (job is null) return false;

        try
        {
            var kind = kinds.Single(k => k.Kind == job.Kind);
            await dispatch.Send(kind.CommandFor(job.TicketId ?? Guid.Empty, job.Data), cancel);
            await db.Set<Job>().Where(j => j.Id == job.Id).ExecuteDeleteAsync(cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
            after.Run();
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            log.LogWarning("Job {Kind:l} of ticket {TicketId} failed with {Problem:l}", job.Kind, job.TicketId, problem.GetType().Name);
            await transaction.RollbackAsync(cancel);
            db.ChangeTracker.Clear();
            // Who came between is done by now: nothing is wrong, so it is run again at once, as a command would be.
            var again = Clash.IsOne(problem) && job.Attempts < AtOnce;
            var later = again ? job.DueAt : now + TimeSpan.FromSeconds(Math.Min(300, 5 << Math.Min(job.Attempts, 6)));
            await db.Set<Job>().Where(j => j.Id == job.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(j => j.Attempts, job.Attempts + 1).SetProperty(j => j.DueAt, later), cancel);
        }

        return true;
    }
}
