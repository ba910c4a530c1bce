using System.Diagnostics;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;

namespace Helpdesk.Benchmarks;

/// <summary>The SLA board of a team lead at 100,000 tickets: how long it takes, at one connection and at eight.</summary>
internal static class BoardBench
{
    private const int Tickets = 100_000;
    private const double Goal = 150;

    public static async Task Run(string[] args)
    {
        await using var desk = await BenchDesk.Start(DataFolder.InMemory("helpdesk-bench"), fast: true);
        var count = args.Length > 0 && int.TryParse(args[0], out var given) ? given : Tickets;
        await DemoMultitude.Add(desk.App.Services, count, TimeProvider.System.GetUtcNow(), _ => { }, CancellationToken.None);
        foreach (var connections in new[] { 1, 8 })
        {
            var cookie = await desk.Cookie("Ruth Delgado");
            await Times(desk.Url, cookie, connections, 5);
            var times = await Times(desk.Url, cookie, connections, 200 / connections);
            foreach (var percent in new[] { 50, 95 })
                await new Figure($"board_p{percent}_{connections}", times[times.Count * percent / 100], "ms", Goal, $"/sla, {count:N0} tickets, {connections} connection(s); baseline: the goal").Print();
        }
    }

    private static async Task<List<double>> Times(string url, string cookie, int connections, int each)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, UseCookies = false });
        var times = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var i = 0; i < each; i++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, url + "/sla") { Headers = { { "Cookie", cookie } } };
                var began = Stopwatch.GetTimestamp();
                using var answer = await http.SendAsync(request);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync();
                own.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

            return own;
        })));
        return [.. times.SelectMany(t => t).Order()];
    }
}
