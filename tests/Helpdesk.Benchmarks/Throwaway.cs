using Microsoft.Extensions.Logging;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Helpdesk.Platform;
using Helpdesk.Platform.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Benchmarks;

/// <summary>The whole application on a real port over a database in memory that is dropped at the end.</summary>
internal sealed class Throwaway : IAsyncDisposable
{
    public const string InboundSecret = "secret-of-the-benchmarks";
    private readonly WebApplication _app;
    private readonly string _server;

    private Throwaway(WebApplication app, string server, string connection) => (_app, _server, ConnectionString) = (app, server, connection);

    public string ConnectionString { get; }

    public string Url => _app.Urls.First();

    public IServiceProvider Services => _app.Services;

    /// <param name="running">True: loops run as in production.</param>
    public static async Task<Throwaway> Start(bool running)
    {
        var server = await EmbeddedPostgres.StartAsync(DataFolder.InMemory("bench"), fast: true);
        var name = $"bench_{Environment.ProcessId}";
        await Execute(server, $"drop database if exists {name} with (force)");
        await Execute(server, $"create database {name}");
        var connection = new NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 40 }.ConnectionString;
        var settings = Settings.Read(new Dictionary<string, string?>
        {
            ["ASPNETCORE_URLS"] = "http://127.0.0.1:0", ["HELPDESK_URL"] = "http://bench.test", ["HELPDESK_INBOUND_SECRET"] = InboundSecret,
        });
        await using (var tool = Application.Build(settings, connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false))
        {
            await Migrate.Run(tool.Services, CancellationToken.None);
        }

        InstallationFacts facts;
        await using (var source = NpgsqlDataSource.Create(connection)) facts = await InstallationFacts.Read(source, CancellationToken.None);
        var app = Application.Build(settings, connection, facts, running, builder => builder.Services.RemoveAll<ILoggerProvider>());
        await app.StartAsync();
        return new Throwaway(app, server, connection);
    }

    public async Task<long> Count(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await Execute(_server, $"drop database if exists bench_{Environment.ProcessId} with (force)");
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
