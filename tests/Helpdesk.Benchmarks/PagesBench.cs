using System.Diagnostics;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>Requests a second of the inbox and of a ticket, as a signed-in agent, at 100,000 tickets; beside a bare endpoint.</summary>
internal static class PagesBench
{
    private const int Tickets = 100_000;

    /// <summary>What is asked for; the number of a ticket stands in place of <c>{number}</c>.</summary>
    private static readonly (string Name, string Path)[] Pages =
        [("inbox", "/tickets?view=unassigned"), ("inbox_all", "/tickets?view=all"), ("ticket", "/tickets/{number}")];

    public static async Task Run(string[] args)
    {
        await using var desk = await BenchDesk.Start(DataFolder.InMemory("helpdesk-bench"), fast: true);
        var count = args.Length > 0 && int.TryParse(args[0], out var given) ? given : Tickets;
        var began = Stopwatch.GetTimestamp();
        await DemoMultitude.Add(desk.App.Services, count, TimeProvider.System.GetUtcNow(), _ => { }, CancellationToken.None);
        Figure.Print("load", count / Stopwatch.GetElapsedTime(began).TotalSeconds, "tickets/s", null, $"{count:N0} tickets by COPY");

        var number = await Number(desk.ConnectionString);
        foreach (var (name, path) in Pages)
        {
            // Anew for each figure: a session older than a minute is looked up again, once, which a cookie sent for ever would ask of every request.
            var cookie = await desk.Cookie("Elena Marsh");
            var url = desk.Url + path.Replace("{number}", number, StringComparison.Ordinal);
            using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false });
            // The first request compiles the page; the second is what the others will be.
            var bytes = await Length(http, url, cookie);
            var trips = await desk.Recorder.During(async () => bytes = await Length(http, url, cookie));
            await using var bare = await BareEndpoint.Start(desk.ConnectionString, trips, bytes);
            foreach (var connections in new[] { 1, 8 })
            {
                var baseline = await LoadLoop.PerSecond(connections, _ => new HttpRequestMessage(HttpMethod.Get, bare.Url));
                cookie = await desk.Cookie("Elena Marsh");
                var page = await LoadLoop.PerSecond(connections, _ => Get(url, cookie));
                Figure.Print($"pages_{name}_{connections}", page, "requests/s", baseline,
                    $"{path}, {connections} connection(s), {trips.Sum(t => t.Count)} statements in {trips.Count} round trips, {bytes} bytes; baseline: bare endpoint with the same SQL and bytes");
            }
        }
    }

    private static HttpRequestMessage Get(string url, string cookie) => new(HttpMethod.Get, url) { Headers = { { "Cookie", cookie } } };

    private static async Task<int> Length(HttpClient http, string url, string cookie)
    {
        using var request = Get(url, cookie);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadAsByteArrayAsync()).Length;
    }

    private static async Task<string> Number(string connectionString)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var select = database.CreateCommand("select number from ticket where not restricted and state = 'open' order by arrived_at desc limit 1");
        return (string)(await select.ExecuteScalarAsync())!;
    }
}
