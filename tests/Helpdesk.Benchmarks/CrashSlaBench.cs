using System.Diagnostics;
using System.Globalization;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>
/// Three nodes, 40 kill -9 at random, each back within 5 s, while 20,000 clocks fall due: every warning, breach and escalation exactly
/// once and none lost, counted in the event log (D26, D27).
/// </summary>
internal static class CrashSlaBench
{
    private const int Nodes = 3;
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(25);

    /// <summary>Monday, 17:00 in New York: when Enterprise tickets of the days before move up.</summary>
    private static readonly DateTimeOffset Sharp = DateTimeOffset.Parse("2026-12-07T22:00:00Z", CultureInfo.InvariantCulture);

    public static async Task<bool> Run(string[] args)
    {
        var (kills, clocks) = (Number(args, 0, 40), Number(args, 1, 20_000));
        await using var desk = await Throwaway.Start(running: false);
        var window = TimeSpan.FromSeconds(Math.Max(60, 6.5 * kills));
        var start = Sharp - Lead - window / 2; // the instant when everything moves up lies in the middle of the killing
        await Load(desk, clocks, start, window);
        var began = TimeProvider.System.GetUtcNow();
        var ahead = start - began;
        var due = await ClockLoad.Rows(desk.ConnectionString, "select count(*) from clock where next_at between $1 and $2", r => r.GetInt64(0), start.UtcDateTime, (start + Lead + window).UtcDateTime);

        var killed = await Kill(desk.ConnectionString, ahead, kills, began + Lead + window);
        return await Judge(desk.ConnectionString, start, start + Lead + window, killed, due[0]);
    }

    /// <summary>Three of four fall due one by one through the window, at 50, 75, 90 and 100 % of an hour; the last quarter moves up at 17:00 sharp.</summary>
    private static Task Load(Throwaway desk, int clocks, DateTimeOffset start, TimeSpan window)
    {
        int[] percents = [50, 75, 90, 100];
        var single = clocks * 3 / 4;
        return ClockLoad.Write(desk.Services, Enumerable.Range(0, clocks).Select(i => i < single
            ? ClockLoad.Ticket(i, Plan.Enterprise, start + Lead + window * ((double)i / single) - TimeSpan.FromHours(percents[i % 4] / 100.0), start)
            : ClockLoad.Ticket(i, Plan.Enterprise, Sharp.AddDays(-3).AddHours(-2).AddMinutes(-(i % 200)), start)).OrderBy(t => t.At));
    }

    private static async Task<int> Kill(string connection, TimeSpan ahead, int kills, DateTimeOffset until)
    {
        var dice = new Random(20261121);
        var nodes = Enumerable.Range(0, Nodes).Select(_ => CrashNode.Start(connection, ahead)).ToArray();
        await Task.Delay(Lead / 2);
        var killed = 0;
        try
        {
            while (killed < kills)
            {
                var one = dice.Next(Nodes);
                nodes[one].Kill();
                await nodes[one].WaitForExitAsync();
                killed++;
                await Task.Delay(TimeSpan.FromSeconds(dice.NextDouble() * 4));
                nodes[one] = CrashNode.Start(connection, ahead);
                await Task.Delay(TimeSpan.FromSeconds(2 + dice.NextDouble() * 3));
            }

            while (TimeProvider.System.GetUtcNow() < until) await Task.Delay(500);
            await Done(connection, until + ahead);
        }
        finally
        {
            foreach (var node in nodes) node.Kill();
        }

        return killed;
    }

    /// <summary>What is still to be done by those that live; what is not done in two minutes is lost.</summary>
    /// <param name="end">Of the window, by the clock of the nodes: the last ones fall due at that very moment and have to be waited for, too.</param>
    private static async Task Done(string connection, DateTimeOffset end)
    {
        var began = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(2))
        {
            if ((await ClockLoad.Rows(connection, "select count(*) from clock where next_at <= $1", r => r.GetInt64(0), end.UtcDateTime))[0] == 0) break;
            await Task.Delay(500);
        }
    }

    private static async Task<bool> Judge(string connection, DateTimeOffset start, DateTimeOffset end, int killed, long due)
    {
        var twice = (await ClockLoad.Rows(connection, """
            select count(*) from (select 1 from ticket_event where type in ('warned', 'breached') group by ticket_id, data->>'target', coalesce(data->>'percent', '100') having count(*) > 1
                union all select 1 from ticket_event where type in ('escalated', 'leads_called') group by ticket_id having count(*) > 1) d
            """, r => r.GetInt64(0)))[0];
        // What the load itself recorded stands at the start to the tick. A clock that still awaits something in the past was lost.
        var lost = (await ClockLoad.Rows(connection, "select count(*) from clock where next_at <= $1", r => r.GetInt64(0), end.UtcDateTime))[0];
        var told = (await ClockLoad.Rows(connection, """
            select count(*) from ticket_event e where e.type in ('warned', 'breached', 'escalated', 'leads_called') and e.at > $1 and exists (select 1 from person)
                and not exists (select 1 from alert a where a.ticket_id = e.ticket_id and a.version = e.version)
                and not exists (select 1 from notification n where n.ticket_id = e.ticket_id and n.version = e.version)
            """, r => r.GetInt64(0), start.UtcDateTime))[0];
        var late = await ClockLoad.Rows(connection, """
            select extract(epoch from at - (case type when 'warned' then data->>'planned' else data->>'due' end)::timestamptz)::float8 as late
            from ticket_event where type in ('warned', 'breached', 'escalated', 'leads_called') and at > $1 order by 1
            """, r => r.GetDouble(0), start.UtcDateTime);
        await new Figure("crash_sla_fired", late.Count, "events", due, $"{killed} kill -9 of {Nodes} nodes; baseline: clocks that fell due").Print();
        foreach (var (type, count) in await ClockLoad.Rows(connection, "select type, count(*) from ticket_event where type in ('warned', 'breached', 'escalated', 'leads_called') and at > $1 group by type order by type", r => (r.GetString(0), r.GetInt64(1)), start.UtcDateTime))
            await new Figure($"crash_sla_{type}", count, "events", null, "of these").Print();
        await new Figure("crash_sla_twice", twice, "events", 0, "by the log").Print();
        await new Figure("crash_sla_lost", lost, "clocks", 0, "due and not fired at the end").Print();
        await new Figure("crash_sla_untold", told, "events", null, "without alert or notification; nobody is told where no recipient exists").Print();
        foreach (var percent in new[] { 50, 99, 100 })
            await new Figure($"crash_sla_late_p{percent}", late.Count == 0 ? 0 : late[Math.Min(late.Count - 1, late.Count * percent / 100)], "s", 5, "from the due time to its event, nodes dying").Print();
        return twice == 0 && lost == 0 && late.Count >= due;
    }

    private static int Number(string[] args, int at, int otherwise) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : otherwise;
}
