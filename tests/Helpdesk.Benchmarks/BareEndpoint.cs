using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>The least that could answer: sends the recorded statements, reads every value, writes as many bytes. The floor that a page is measured against.</summary>
internal sealed class BareEndpoint : IAsyncDisposable
{
    private readonly NpgsqlDataSource _database;
    private readonly WebApplication _app;

    private BareEndpoint(NpgsqlDataSource database, WebApplication app) => (_database, _app) = (database, app);

    public string Url => _app.Urls.First();

    public static async Task<BareEndpoint> Start(string connectionString, IReadOnlyList<IReadOnlyList<Statement>> trips, int bytes)
    {
        var database = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 64, MaxPoolSize = 60 }.ConnectionString);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var page = new byte[bytes];
        Array.Fill(page, (byte)'x');
        app.MapGet("/", async (HttpContext http) =>
        {
            await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
            foreach (var trip in trips) await Ask(connection, trip, http.RequestAborted);
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.Body.WriteAsync(page, http.RequestAborted);
        });
        await app.StartAsync();
        return new BareEndpoint(database, app);
    }

    private static async Task Ask(NpgsqlConnection connection, IReadOnlyList<Statement> trip, CancellationToken cancel)
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var statement in trip)
        {
            var command = new NpgsqlBatchCommand(statement.Sql);
            foreach (var parameter in statement.Parameters) command.Parameters.Add(parameter.Clone());
            batch.BatchCommands.Add(command);
        }

        await using var reader = await batch.ExecuteReaderAsync(cancel);
        do
        {
            while (await reader.ReadAsync(cancel))
            {
                for (var i = 0; i < reader.FieldCount; i++) _ = reader.GetValue(i);
            }
        }
        while (await reader.NextResultAsync(cancel));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }
}
