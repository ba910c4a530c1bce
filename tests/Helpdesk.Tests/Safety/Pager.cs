using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Safety;

/// <summary>Somebody's paging service on loopback: keeps what it hears and answers as told, else 200.</summary>
internal sealed class Pager : IAsyncDisposable
{
    public const string Secret = "secret-of-the-pager";
    private readonly WebApplication _app;

    private Pager(WebApplication app) => _app = app;

    public string Url => _app.Urls.First() + "/page";

    public ConcurrentQueue<int> Answers { get; } = [];

    public ConcurrentQueue<(string Body, string Signature)> Heard { get; } = [];

    public static async Task<Pager> Start()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var pager = new Pager(builder.Build());
        pager._app.MapPost("/page", async (Microsoft.AspNetCore.Http.HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            pager.Heard.Enqueue((await reader.ReadToEndAsync(), http.Request.Headers["X-Helpdesk-Signature"].ToString()));
            http.Response.StatusCode = pager.Answers.TryDequeue(out var status) ? status : 200;
        });
        await pager._app.StartAsync();
        return pager;
    }

    public static string Sign(string at, string body) =>
        $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"{at}.{body}")))}";

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();
}
