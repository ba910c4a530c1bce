using System.Net.Http.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Features.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>Tickets created a second through the API, on a disk that syncs every commit; beside pgbench with the same inserts.</summary>
internal static class IntakeBench
{
    private const int Connections = 8;
    private const string Path = "/api/v1/tickets";

    public static async Task Run(string[] args)
    {
        // A real disk: a commit that costs nothing would flatter both sides.
        await using var desk = await BenchDesk.Start(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "helpdesk-bench-disk"), fast: false);
        var key = await Key(desk);
        using (var http = new HttpClient())
        {
            using var request = New(desk, key, 0);
            using var answer = await http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
        }

        var script = await PgBench.Script(desk.ConnectionString);
        IReadOnlyList<IReadOnlyList<Statement>> trips;
        using (var http = new HttpClient())
        {
            using var request = New(desk, key, 0);
            trips = await desk.Recorder.During(async () => (await http.SendAsync(request)).Dispose());
        }

        var made = await LoadLoop.PerSecond(Connections, i => New(desk, key, i));
        var baseline = await PgBench.PerSecond(desk.ConnectionString, script, Connections);
        Figure.Print("intake", made, "tickets/s", baseline,
            $"POST {Path}, {Connections} connections, {trips.Sum(t => t.Count)} statements in {trips.Count} round trips, fsync and synchronous_commit on; baseline: pgbench, the same inserts, {Connections} clients");
    }

    /// <summary>A key that may write tickets.</summary>
    public static async Task<string> Key(BenchDesk desk)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
        var facts = scope.ServiceProvider.GetRequiredService<InstallationFacts>();
        await DemoWorld.AddKey(scope.ServiceProvider, facts.AddressKey, CancellationToken.None);
        return ApiKeys.DemoKey(facts.AddressKey);
    }

    private static int _asked;

    private static HttpRequestMessage New(BenchDesk desk, string key, int call)
    {
        var n = Interlocked.Increment(ref _asked);
        return new HttpRequestMessage(HttpMethod.Post, desk.Url + Path)
        {
            Headers = { { "Authorization", "Bearer " + key } },
            Content = JsonContent.Create(new
            {
                subject = "Two charges this month",
                body = $"There are two charges from you on my card this month, three days apart. I only have one subscription, as far as I know. Reference {call}.",
                requester = new { email = $"bench{n}@example.org", name = "Ada Brook" },
            }),
        };
    }
}
