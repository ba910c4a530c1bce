using System.Globalization;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Jobs;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Helpdesk.Tests.Tickets;

/// <summary>The loops of the clocks done by hand, on a desk where nothing runs by itself: what is due is done when a test says so.</summary>
internal static class Rounds
{
    /// <summary>Monday, 10:00 in New York.</summary>
    public static readonly DateTimeOffset Monday = DateTimeOffset.Parse("2026-11-30T15:00:00Z", CultureInfo.InvariantCulture);

    public static async Task<Desk> Desk()
    {
        var desk = await Support.Desk.Start(running: false);
        desk.Clock.Set(Monday);
        return desk;
    }

    /// <summary>Everything that is due on the clocks, then everything that is to be told, then its mail.</summary>
    public static async Task Run(this Desk desk)
    {
        await desk.Do<ThresholdWork>();
        await desk.Do<AlertWork>();
        await desk.Do<NotificationMailWork>();
    }

    /// <summary>As one node does it: until nothing is due.</summary>
    public static async Task Do<TWork>(this Desk desk) where TWork : class, IDueWork
    {
        while (true)
        {
            await using var scope = desk.App.Services.CreateAsyncScope();
            var caller = scope.ServiceProvider.GetRequiredService<Caller>();
            (caller.Viewer, caller.CorrelationId) = (Viewer.System, Guid.NewGuid().ToString("N"));
            if (!await ActivatorUtilities.GetServiceOrCreateInstance<TWork>(scope.ServiceProvider).TakeOne(desk.Clock.Instant(), CancellationToken.None)) return;
        }
    }

    /// <summary>What the log says of a ticket's clocks, in its order: <c>warned first_response 50</c>.</summary>
    public static async Task<IReadOnlyList<string>> Fired(this Desk desk, string number) =>
    [
        .. (await desk.Query("""
            select e.type, e.data->>'target', e.data->>'percent' from ticket_event e join ticket t on t.id = e.ticket_id
            where t.number = $1 and e.type in ('warned', 'breached', 'escalated', 'leads_called') order by e.version
            """, number)).Select(r => string.Join(' ', r.Where(v => v is not null))),
    ];

    /// <summary>Who was told what about a ticket, by name.</summary>
    public static async Task<IReadOnlyList<string>> Told(this Desk desk, string number, string type) =>
    [
        .. (await desk.Query("""
            select p.name from notification n join person p on p.id = n.person_id join ticket t on t.id = n.ticket_id
            join ticket_event e on e.ticket_id = n.ticket_id and e.version = n.version where t.number = $1 and e.type = $2 order by p.name
            """, number, type)).Select(r => (string)r[0]!),
    ];

    public static async Task<ClockValue> Clock(this Desk desk, string number, Target target)
    {
        var api = await desk.Query("select c.due, c.policy, c.state, c.stopped_at, c.missed_by_reclassification from clock c join ticket t on t.id = c.ticket_id where t.number = $1 and target = $2", number, Words.Slug(target));
        var state = Words.TryParse((string)api[0][2]!, out ClockState known) ? known : throw new InvalidOperationException("No such state.");
        return new ClockValue(target, Time(api[0][0]), (string)api[0][1]!, state, Time(api[0][3]), (bool)api[0][4]!);
    }

    private static DateTimeOffset? Time(object? value) => value is DateTime at ? new DateTimeOffset(at, TimeSpan.Zero) : null;
}
