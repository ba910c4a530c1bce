using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Benchmarks;

/// <summary>
/// Posts mutations of good mails over HTTP to the running application. Every answer is 200, and everything that was answered 200 is
/// stored: the hook stores a body once, by its digest. <c>hostile-mail [N] [minutes]</c>, 50,000 and 20 by default.
/// </summary>
internal static class HostileMail
{
    private const int Seed = 20261121;
    private const int Writers = 4;

    public static async Task<bool> Run(string[] args)
    {
        var wanted = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 50_000;
        var limit = TimeSpan.FromMinutes(args.Length > 1 ? double.Parse(args[1], CultureInfo.InvariantCulture) : 20);
        await using var desk = await Throwaway.Start(running: true);
        var mutations = new MailMutations(Samples(), Seed);
        var stored = new ConcurrentDictionary<string, bool>(StringComparer.Ordinal);
        var statuses = new ConcurrentDictionary<int, int>();
        var began = Stopwatch.GetTimestamp();
        var made = 0;

        await Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(Write)));
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        while (await desk.Count("select count(*) from inbound_mail where state = 'received'") > 0 && Stopwatch.GetElapsedTime(began) < limit + TimeSpan.FromMinutes(2)) await Task.Delay(500);

        var rows = await desk.Count("select count(*) from inbound_mail");
        var waiting = await desk.Count("select count(*) from inbound_mail where state = 'received'");
        var failed = await desk.Count("select count(*) from inbound_mail where reason = 'failed'");
        var others = statuses.Where(s => s.Key != 200).Sum(s => s.Value);
        await new Figure("hostile-mail/posted", made, "mails", wanted, made < wanted ? "stopped by the time limit" : "").Print();
        await new Figure("hostile-mail/rate", made / seconds, "mails/s", Note: $"{Writers} connections").Print();
        await new Figure("hostile-mail/not-200", others, "answers", Note: string.Join(' ', statuses.OrderBy(s => s.Key).Select(s => $"{s.Key}:{s.Value}"))).Print();
        await new Figure("hostile-mail/stored", rows, "mails", stored.Count, "different bodies that were answered 200").Print();
        await new Figure("hostile-mail/placed", await desk.Count("select count(*) from inbound_mail where state in ('placed', 'duplicate')"), "mails").Print();
        await new Figure("hostile-mail/parked", await desk.Count("select count(*) from inbound_mail where state = 'parked'"), "mails").Print();
        await new Figure("hostile-mail/failed", failed, "mails", Note: "parked after five failures of ours").Print();
        if (failed > 0) await Console.Error.WriteLineAsync($"What failed was kept in {await Keep(desk)} for a test.");
        return others == 0 && rows == stored.Count && waiting == 0 && failed == 0;

        async Task Write()
        {
            using var http = new HttpClient { BaseAddress = new Uri(desk.Url), Timeout = TimeSpan.FromMinutes(2) };
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + Throwaway.InboundSecret)));
            while (Stopwatch.GetElapsedTime(began) < limit)
            {
                byte[] body;
                string type;
                lock (mutations)
                {
                    if (made == wanted) return;
                    made++;
                    (body, type) = mutations.Next();
                }

                using var content = new ByteArrayContent(body);
                content.Headers.TryAddWithoutValidation("Content-Type", type);
                using var answer = await http.PostAsync(new Uri("/hooks/sendgrid/inbound", UriKind.Relative), content);
                statuses.AddOrUpdate((int)answer.StatusCode, 1, (_, n) => n + 1);
                if (answer.IsSuccessStatusCode) stored[Convert.ToHexString(SHA256.HashData(body))] = true;
            }
        }
    }

    /// <summary>The mails on which the application itself failed, each in a file of its own, its content type beside it.</summary>
    private static async Task<string> Keep(Throwaway desk)
    {
        var folder = Directory.CreateTempSubdirectory("hostile-mail-").FullName;
        await using var connection = new Npgsql.NpgsqlConnection(desk.ConnectionString);
        await connection.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("select digest, content_type, body from inbound_mail where reason = 'failed'", connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            await File.WriteAllTextAsync(Path.Combine(folder, reader.GetString(0) + ".type"), reader.GetString(1));
            await File.WriteAllBytesAsync(Path.Combine(folder, reader.GetString(0) + ".multipart"), (byte[])reader[2]);
        }

        return folder;
    }

    /// <summary>The contracts' samples, which lie beside the repository, or two of our own where they are missing.</summary>
    private static List<(byte[] Body, string ContentType)> Samples()
    {
        var folder = Path.Combine(Environment.GetEnvironmentVariable("HELPDESK_SHARED") ?? Beside(), "contracts", "samples", "inbound");
        if (!File.Exists(Path.Combine(folder, "manifest.json"))) return [Own("utf-8", "Hello"), Own("shift_jis", "Café")];
        using var manifest = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "manifest.json")));
        return [.. manifest.RootElement.EnumerateObject().OrderBy(s => s.Name, StringComparer.Ordinal).Select(s => (
            File.ReadAllBytes(Path.Combine(folder, s.Name + ".multipart")), s.Value.GetProperty("contentType").GetString()!))];
    }

    private static (byte[] Body, string ContentType) Own(string charset, string text) => (Encoding.UTF8.GetBytes(string.Concat(new[]
    {
        ("headers", "From: Ada <ada@example.org>\nMessage-ID: <1@example.org>\n"), ("from", "Ada <ada@example.org>"), ("subject", text), ("text", text),
        ("html", $"<p>{text}</p>"), ("envelope", "{\"to\":[\"support@helpdesk.example\"],\"from\":\"ada@example.org\"}"), ("charsets", $"{{\"text\":\"{charset}\"}}"),
    }.Select(f => $"--edge\r\nContent-Disposition: form-data; name=\"{f.Item1}\"\r\n\r\n{f.Item2}\r\n")) + "--edge--\r\n"), "multipart/form-data; boundary=edge");

    private static string Beside()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Helpdesk.sln"))) root = root.Parent;
        return Path.Combine(root?.Parent?.FullName ?? AppContext.BaseDirectory, "shared");
    }
}
