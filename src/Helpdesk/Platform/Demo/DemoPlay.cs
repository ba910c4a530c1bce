using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Helpdesk.Platform.Demo;

/// <summary>Plays the story from its first act to its end; what falls due in between (mail, closing, looking again) happens at its time.</summary>
internal sealed class DemoPlay(IServiceProvider services, WalkingClock clock, IReadOnlyDictionary<string, Viewer> staff, DateTimeOffset end)
{
    public async Task Run(CancellationToken cancel)
    {
        var sender = new DemoSender(services);
        var desk = new DemoDesk(services, sender, staff, end);
        var customers = new DemoArrival(sender);
        var acts = DemoStory.Write().SelectMany(t => t.Acts.Select((a, i) => (At: end - a.Ago, t.Index, Order: i, Do: (Func<DateTimeOffset, Task>)(now => desk.Act(t, a.Kind, now, cancel)))))
            .Concat(DemoTexts.OddMails.Select((m, i) => (At: end.AddMinutes(-m.MinutesAgo), Index: 1_000 + i, Order: 0, Do: (Func<DateTimeOffset, Task>)(now => customers.Odd(m, i, now, cancel)))))
            .OrderBy(a => a.At).ThenBy(a => a.Index).ThenBy(a => a.Order);
        foreach (var act in acts)
        {
            await Until(act.At, cancel);
            await act.Do(clock.Instant());
        }

        await Until(end, cancel);
        await Forget(end - TimeSpan.FromDays(1), cancel);
    }

    /// <summary>Nobody is told on their first day of two months of clocks.</summary>
    private async Task Forget(DateTimeOffset before, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HelpdeskDb>().Set<Alert>().Where(a => a.At < before).ExecuteDeleteAsync(cancel);
    }

    /// <summary>Walks to a time, and does on the way what falls due on the way.</summary>
    private async Task Until(DateTimeOffset time, CancellationToken cancel)
    {
        while (await NextDue(cancel) is { } next && next.At <= time)
        {
            clock.WalkTo(next.At);
            _ = next.What switch { "mail" => await One<OutboxWork>(cancel), "clock" => await One<ThresholdWork>(cancel), _ => await One<TicketJobs>(cancel) };
        }

        clock.WalkTo(time);
    }

    private async Task<Due?> NextDue(CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        var due = await scope.ServiceProvider.GetRequiredService<HelpdeskDb>().Database.SqlQuery<Due>($"""
            select send_after as "At", 'mail' as "What" from outbox_mail where state in ('waiting', 'sending')
            union all select due_at, 'job' from job
            union all select next_at, 'clock' from clock where next_at is not null order by 1 limit 1
            """).ToListAsync(cancel);
        return due.Count == 0 ? null : due[0];
    }

    private sealed class Due
    {
        public DateTimeOffset At { get; init; }
        public string What { get; init; } = "";
    }

    private async Task<bool> One<TWork>(CancellationToken cancel) where TWork : class, IDueWork
    {
        await using var scope = services.CreateAsyncScope();
        var caller = scope.ServiceProvider.GetRequiredService<Caller>();
        (caller.Viewer, caller.CorrelationId) = (Viewer.System, Guid.CreateVersion7().ToString("N"));
        return await ActivatorUtilities.GetServiceOrCreateInstance<TWork>(scope.ServiceProvider).TakeOne(clock.Instant(), cancel);
    }
}
