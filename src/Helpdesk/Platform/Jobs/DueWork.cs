using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Platform.Jobs;

/// <summary>
/// Work that falls due: rows with a time somewhere in the database. Every node runs every kind; <c>FOR UPDATE SKIP LOCKED</c>
/// lets any number of them share it, and a killed node's row is simply taken by another.
/// </summary>
public interface IDueWork
{
    /// <summary>Takes one due row and does it in the transaction that marks it done. False when nothing is due.</summary>
    Task<bool> TakeOne(DateTimeOffset now, CancellationToken cancel);
}

/// <summary>Wakes the loops of this node at once after a commit that made something due.</summary>
public sealed class WakeUp
{
    private TaskCompletionSource _bell = New();

    public void Ring() => Interlocked.Exchange(ref _bell, New()).TrySetResult();

    public Task Heard => Volatile.Read(ref _bell).Task;

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>
/// One loop a kind of due work: does everything that is due, then sleeps a second or until the bell rings. What it does not do:
/// keep state in memory, or hold a row across two transactions.
/// </summary>
internal sealed class DueWorkLoop<TWork>(IServiceProvider services, WakeUp bell, TimeProvider time, ILogger<TWork> log) : BackgroundService
    where TWork : class, IDueWork
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var heard = bell.Heard;
            try
            {
                while (await One(stoppingToken)) stoppingToken.ThrowIfCancellationRequested();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                log.LogWarning("Due work stopped with {Problem:l}; it is tried again.", problem.GetType().Name);
            }

            await Task.WhenAny(heard, Task.Delay(Longest, TimeProvider.System, stoppingToken));
        }
    }

    private async Task<bool> One(CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        caller.Viewer = Viewer.System;
        caller.CorrelationId = Guid.CreateVersion7().ToString("N");
        return await ActivatorUtilities.GetServiceOrCreateInstance<TWork>(scope.ServiceProvider).TakeOne(time.Instant(), cancel);
    }
}

internal static class JobsModule
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<WakeUp>();
        services.AddScoped<JobQueue>();
        services.AddScoped<TicketJobs>();
        return services;
    }

    public static IServiceCollection AddDueWork<TWork>(this IServiceCollection services) where TWork : class, IDueWork =>
        services.AddHostedService<DueWorkLoop<TWork>>();
}
