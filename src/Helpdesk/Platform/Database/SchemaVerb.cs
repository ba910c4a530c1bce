using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>
/// <c>helpdesk schema</c>: migrates an empty database in memory and prints its schema. It asks no given database: what stands there
/// may be older, and the text describes this version.
/// </summary>
internal static class SchemaVerb
{
    /// <exception cref="UserError">There is no PostgreSQL on this machine, or pg_dump failed.</exception>
    public static async Task<int> Run(TextWriter output)
    {
        var folder = DataFolder.InMemory("helpdesk-schema");
        var server = await EmbeddedPostgres.StartAsync(folder, fast: true);
        var name = $"schema_{Environment.ProcessId}";
        try
        {
            await Execute(server, $"create database {name}");
            var connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
            await using (var app = Application.Build(Settings.Read(_ => null), connection, new InstallationFacts(false, TimeSpan.Zero, []), serving: false))
                await Migrate.Run(app.Services, CancellationToken.None);
            await output.WriteAsync(await SchemaText.ReadAsync(connection));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            await Execute(server, $"drop database if exists {name} with (force)");
            await EmbeddedPostgres.StopIfUnusedAsync(folder);
        }

        return 0;
    }

    private static async Task Execute(string server, string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(server) { Database = "postgres", Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
