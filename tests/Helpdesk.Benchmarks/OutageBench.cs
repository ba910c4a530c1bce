using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>
/// PostgreSQL is stopped at once for 30 s while tickets arrive by API and mail and the inbox is read. Whoever is told 503 tries again
/// with the same Idempotency-Key, or the same mail. Afterwards every 2xx is stored, nothing is stored twice, every other answer was a
/// 503 with Retry-After, and nobody had to restart anything. <c>outage [seconds]</c>.
/// </summary>
internal static class OutageBench
{
    private const int Writers = 4;
    private static readonly TimeSpan Before = TimeSpan.FromSeconds(10), After = TimeSpan.FromSeconds(20), Patience = TimeSpan.FromSeconds(60);

    public static async Task<bool> Run(string[] args)
    {
        var away = TimeSpan.FromSeconds(args.Length > 0 ? double.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 30);
        var folder = Path.Combine(Path.GetTempPath(), "helpdesk-bench-outage");
        await using var desk = await BenchDesk.Start(folder, fast: false, running: true);
        var key = await IntakeBench.Key(desk);
        var cookie = await desk.Cookie("Elena Marsh");
        var load = new Load();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new Uri(desk.Url) };
        using var end = new CancellationTokenSource();
        var loops = Enumerable.Range(0, Writers).Select(_ => Task.Run(() => load.Repeat(http, n => Ticket(key, n), load.Tickets, end.Token)))
            .Append(Task.Run(() => load.Repeat(http, Mail, load.Mails, end.Token)))
            .Append(Task.Run(() => load.Read(http, cookie, end.Token))).ToArray();

        while (load.Tickets.IsEmpty) await Task.Delay(100); // the node's first minute is for learning
        await Task.Delay(Before);
        var stored = load.Tickets.Count;
        StopAtOnce(folder);
        await Task.Delay(away);
        var meanwhile = load.Tickets.Count;
        await EmbeddedPostgres.StartAsync(folder);
        var back = Stopwatch.StartNew();
        while (load.Tickets.Count == meanwhile && back.Elapsed < Patience) await Task.Delay(20);
        var recovered = back.Elapsed.TotalSeconds;
        await Task.Delay(After);
        await end.CancelAsync();
        await Task.WhenAll(loops);

        await using var source = NpgsqlDataSource.Create(desk.ConnectionString);
        while (await Count(source, "select count(*) from inbound_mail where state = 'received'") > 0 && back.Elapsed < Patience * 3) await Task.Delay(250);
        var numbers = await Numbers(source, "api");
        var lost = load.Tickets.Values.Count(n => !numbers.Contains(n));
        var mails = await Count(source, "select count(*) from inbound_mail where state = 'placed'");
        await new Figure("outage/before", stored, "tickets", Note: $"{Writers} writers, a mail writer, a reader; then PostgreSQL was stopped at once for {away.TotalSeconds:0} s").Print();
        await new Figure("outage/recovered", recovered, "s", Note: "from the database's return to the next ticket stored").Print();
        await new Figure("outage/api-stored", numbers.Count, "tickets", load.Tickets.Count, "distinct tickets that were answered 201").Print();
        await new Figure("outage/lost", lost, "tickets", Note: "answered 201 and not there").Print();
        await new Figure("outage/mail-stored", mails, "mails", load.Mails.Count, "distinct mails that were answered 200").Print();
        await new Figure("outage/answers", load.Answers.Values.Sum(), "answers", Note: string.Join(' ', load.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}:{a.Value}"))).Print();
        return lost == 0 && numbers.Count == load.Tickets.Count && mails == load.Mails.Count && recovered < Patience.TotalSeconds
            && load.Answers.Keys.All(a => a is "200" or "201" or "503 with Retry-After");
    }

    /// <summary>Immediate shutdown: no transaction is finished, no connection is closed in order.</summary>
    private static void StopAtOnce(string folder)
    {
        var postmaster = File.ReadLines(Path.Combine(folder, "cluster", "postmaster.pid")).First();
        using var kill = Process.Start("kill", ["-QUIT", postmaster]);
        kill.WaitForExit();
    }

    private static HttpRequestMessage Ticket(string key, int n) => new(HttpMethod.Post, "/api/v1/tickets")
    {
        Headers = { { "Authorization", "Bearer " + key }, { "Idempotency-Key", $"outage-{n}" } },
        Content = JsonContent.Create(new { subject = $"Order {n}", body = "Where is my invoice of this month, please?", requester = new { email = $"outage{n}@example.org" } }),
    };

    private static HttpRequestMessage Mail(int n)
    {
        var form = new MultipartFormDataContent
        {
            { new StringContent($"From: Ada <mail{n}@example.org>\nMessage-ID: <outage-{n}@example.org>\n"), "headers" }, { new StringContent($"Ada <mail{n}@example.org>"), "from" },
            { new StringContent($"Mail {n}"), "subject" }, { new StringContent("Where is my invoice of this month, please?"), "text" },
            { new StringContent($$"""{"to":["support@helpdesk.example"],"from":"mail{{n}}@example.org"}"""), "envelope" },
        };
        return new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid/inbound")
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + Throwaway.InboundSecret))) },
            Content = form,
        };
    }

    private static async Task<long> Count(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private static async Task<HashSet<string>> Numbers(NpgsqlDataSource source, string channel)
    {
        await using var command = source.CreateCommand("select number from ticket where channel = $1");
        command.Parameters.AddWithValue(channel);
        await using var reader = await command.ExecuteReaderAsync();
        var numbers = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync()) numbers.Add(reader.GetString(0));
        return numbers;
    }

    /// <summary>What was asked and what came back.</summary>
    private sealed class Load
    {
        private int _asked;

        public ConcurrentDictionary<string, int> Answers { get; } = new(StringComparer.Ordinal);

        /// <summary>By running number, what was answered 2xx: the ticket's number, or nothing.</summary>
        public ConcurrentDictionary<int, string> Tickets { get; } = [];

        public ConcurrentDictionary<int, string> Mails { get; } = [];

        /// <summary>Each request is repeated until it succeeds, also after <paramref name="end"/>: nobody walks away unanswered.</summary>
        public async Task Repeat(HttpClient http, Func<int, HttpRequestMessage> request, ConcurrentDictionary<int, string> done, CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                var n = Interlocked.Increment(ref _asked);
                while (true)
                {
                    using var asked = request(n);
                    using var answer = await http.SendAsync(asked, CancellationToken.None);
                    Note(answer);
                    var body = await answer.Content.ReadAsStringAsync(CancellationToken.None);
                    if (answer.IsSuccessStatusCode)
                    {
                        done[n] = answer.StatusCode == HttpStatusCode.Created ? JsonDocument.Parse(body).RootElement.GetProperty("number").GetString()! : "";
                        break;
                    }

                    await Task.Delay(200, CancellationToken.None);
                }
            }
        }

        public async Task Read(HttpClient http, string cookie, CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                using var asked = new HttpRequestMessage(HttpMethod.Get, "/tickets?view=all") { Headers = { { "Cookie", cookie } } };
                using var answer = await http.SendAsync(asked, CancellationToken.None);
                Note(answer);
                await Task.Delay(50, CancellationToken.None);
            }
        }

        private void Note(HttpResponseMessage answer)
        {
            var word = (int)answer.StatusCode + (answer.Headers.RetryAfter is null ? "" : " with Retry-After");
            Answers.AddOrUpdate(word, 1, (_, n) => n + 1);
        }
    }
}
