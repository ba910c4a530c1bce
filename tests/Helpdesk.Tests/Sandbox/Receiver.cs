using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Helpdesk.Tests.Sandboxes;

/// <summary>A request as it came over the wire.</summary>
public sealed record Received(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Stands for the application: keeps what is posted and answers with <see cref="Status"/>.</summary>
public sealed class Receiver : IAsyncDisposable
{
    private readonly Channel<Received> posts = Channel.CreateUnbounded<Received>();
    private readonly WebApplication app;

    public Receiver()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        app = builder.Build();
        app.MapPost("/{**path}", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            posts.Writer.TryWrite(new Received(request.Path, request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
            return Results.StatusCode(Status);
        });
    }

    public int Status { get; set; } = 200;

    public string Address => app.Urls.Single();

    public Task Start() => app.StartAsync();

    /// <summary>The next request to a path; others before it are passed over.</summary>
    public async Task<Received> Next(string path)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (true)
        {
            var received = await posts.Reader.ReadAsync(limit.Token);
            if (received.Path == path) return received;
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
