using Helpdesk.Domain.Access;
using Helpdesk.Platform;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Helpdesk.Tests.Support;

/// <summary>One PostgreSQL for the whole run, in memory, and a migrated template with the demo people; each test clones it.</summary>
internal static class TestCluster
{
    private static readonly SemaphoreSlim Gate = new(1);
    private static string? _server;
    private static int _clones;

    /// <returns>The connection string of a fresh database.</returns>
    public static async Task<string> Clone()
    {
        await Gate.WaitAsync();
        try
        {
            _server ??= await Prepare();
            var name = $"t{Environment.ProcessId}_{++_clones}";
            await Execute($"create database {name} template {Template} strategy file_copy");
            return With(name);
        }
        finally
        {
            Gate.Release();
        }
    }

    public static Task Drop(string connectionString) =>
        Execute($"drop database if exists {new NpgsqlConnectionStringBuilder(connectionString).Database} with (force)");

    private static string Template => $"template_{Environment.ProcessId}";

    private static async Task<string> Prepare()
    {
        _server = await EmbeddedPostgres.StartAsync(DataFolder.InMemory("helpdesk-tests"), fast: true);
        await Execute($"drop database if exists {Template}");
        await Execute($"create database {Template}");
        await using (var app = Application.Build(Settings.Read(_ => null), With(Template), new InstallationFacts(false, TimeSpan.Zero, []), serving: false, HashLightly))
        {
            await Migrate.Run(app.Services, CancellationToken.None);
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Viewer.System;
            await DemoWorld.AddPeople(scope.ServiceProvider, CancellationToken.None);
        }

        NpgsqlConnection.ClearAllPools();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Execute($"drop database if exists {Template} with (force)").Wait(TimeSpan.FromSeconds(5));
        return _server;
    }

    /// <summary>A test signs in a thousand times with a known password: hashing it slowly protects nobody.</summary>
    public static void HashLightly(WebApplicationBuilder builder) =>
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 1);

    private static string With(string database) => new NpgsqlConnectionStringBuilder(_server) { Database = database, MaxPoolSize = 20 }.ConnectionString;

    private static async Task Execute(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(_server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
