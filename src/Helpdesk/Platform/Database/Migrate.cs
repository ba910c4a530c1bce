using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Database;

/// <summary>Brings the schema and the shipped policies up to this version. Several nodes may do it at once: one works, the others wait.</summary>
public static class Migrate
{
    public static async Task Run(IServiceProvider services, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HelpdeskDb>();
        var time = scope.ServiceProvider.GetRequiredService<TimeProvider>();
        await db.Database.MigrateAsync(cancel);
        var now = Commands.Instants.Instant(time);
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await db.Database.ExecuteSqlAsync($"lock table policy_version in share row exclusive mode", cancel);
        await Policies.Seed(db, now, cancel);
        await Templates.Seed(db, cancel);
        await InstallationFacts.Seed(db, cancel);
        await JobQueue.Seed(db, scope.ServiceProvider.GetServices<IJobKind>(), now, cancel);
        await transaction.CommitAsync(cancel);
    }

    public static async Task<bool> UpToDate(HelpdeskDb db, CancellationToken cancel) =>
        !(await db.Database.GetPendingMigrationsAsync(cancel)).Any();
}
