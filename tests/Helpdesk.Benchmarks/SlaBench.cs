using System.Diagnostics;
using System.Globalization;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>
/// A million clock rows open while 50 tickets a second arrive: how late what falls due fires on a running node, and what a round costs
/// with few and with many open clocks, with the plan of its statement.
/// </summary>
internal static class SlaBench
{
    /// <summary>Three clocks each.</summary>
    private const int Tickets = 333_334;
    private const int Few = 3_000;
    private const int Due = 3_000;
    private const int PerSecond = 50;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    public static async Task<bool> Run(string[] args)
    {
        var count = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Tickets;
        await using var desk = await Throwaway.Start(running: true);
        var now = TimeProvider.System.GetUtcNow();
        await Idle(desk, Few, 0, now);
        await Rounds(desk, "few");
        await Idle(desk, count - Few, Few, now);
        await Rounds(desk, "many");

        // From here on it counts: clocks of an hour fall due one by one, tickets arrive.
        var start = TimeProvider.System.GetUtcNow().AddSeconds(20);
        await ClockLoad.Write(desk.Services, Enumerable.Range(0, Due).Select(i =>
            ClockLoad.Ticket(count + i, Plan.Enterprise, start + Window * ((double)i / Due) - TimeSpan.FromHours(1), start.AddSeconds(-1))));
        await Wait(start);
        var made = await Arrive(desk, start + Window);
        await Task.Delay(5_000);

        var late = await ClockLoad.Rows(desk.ConnectionString, """
            select extract(epoch from e.at - (e.data->>'due')::timestamptz)::float8 from ticket_event e where e.type = 'breached' and e.at >= $1 order by 1
            """, r => r.GetDouble(0), start.UtcDateTime);
        await new Figure("sla_arrived", made / Window.TotalSeconds, "tickets/s", PerSecond, "created by command while clocks fall due").Print();
        await new Figure("sla_fired", late.Count, "events", Due, "baseline: clocks that fell due").Print();
        foreach (var percent in new[] { 50, 99, 100 })
            await new Figure($"sla_late_p{percent}", late.Count == 0 ? 0 : late[Math.Min(late.Count - 1, late.Count * percent / 100)], "s", 2, "from the due time to its event; baseline: the goal").Print();
        return late.Count == Due && late[^1] <= 2;
    }

    private static Task Idle(Throwaway desk, int tickets, int from, DateTimeOffset now) =>
        ClockLoad.Write(desk.Services, Enumerable.Range(0, tickets).Select(i => ClockLoad.Ticket(from + i, Plan.Free, now.AddSeconds(-(i % 3600)), now)));

    /// <summary>What the engine asks once a second when nothing is due.</summary>
    private static async Task Rounds(Throwaway desk, string name)
    {
        const string Round = "select t.id from clock c join ticket t on t.id = c.ticket_id where c.next_at <= now() order by c.next_at limit 25 for update of t skip locked";
        var open = await desk.Count("select count(*) from clock where state = 'running'");
        await using var database = NpgsqlDataSource.Create(desk.ConnectionString);
        await using var connection = await database.OpenConnectionAsync();
        await using var round = new NpgsqlCommand(Round, connection);
        const int Times = 200;
        for (var i = 0; i < 20; i++) await round.ExecuteScalarAsync();
        var began = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++) await round.ExecuteScalarAsync();
        await new Figure($"sla_round_{name}", Stopwatch.GetElapsedTime(began).TotalMilliseconds / Times, "ms", null, $"nothing due, {open:N0} clocks open").Print();
        foreach (var line in await ClockLoad.Rows(desk.ConnectionString, "explain (analyze, costs off, timing off, summary off) " + Round, r => r.GetString(0)))
            await Console.Error.WriteLineAsync(line);
    }

    private static async Task<int> Arrive(Throwaway desk, DateTimeOffset until)
    {
        var made = 0;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / PerSecond));
        var running = new List<Task>();
        while (TimeProvider.System.GetUtcNow() < until && await timer.WaitForNextTickAsync())
        {
            running.RemoveAll(t => t.IsCompletedSuccessfully);
            if (running.Count < 8) running.Add(One(desk, ++made));
        }

        await Task.WhenAll(running);
        return made;
    }

    private static async Task One(Throwaway desk, int n)
    {
        await using var scope = desk.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
        await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(new CreateTicket.Command(
            new Arrival(Channel.Form, $"new{n}@example.net", "Ada Brook", "Two charges", $"There are two charges on my card this month. Reference {n}."), "form", Guid.NewGuid().ToString("N")));
    }

    private static async Task Wait(DateTimeOffset at)
    {
        var left = at - TimeProvider.System.GetUtcNow();
        if (left > TimeSpan.Zero) await Task.Delay(left);
    }
}
