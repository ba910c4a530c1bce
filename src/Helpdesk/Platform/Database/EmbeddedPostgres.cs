using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>
/// PostgreSQL of our own in a folder: nothing to install, configure or remember for a newcomer, and the same database
/// as in production. It listens on a unix socket only, in a folder that nobody but its account can enter.
/// </summary>
/// <remarks>
/// Any number of processes may start the same folder at once; the first starts the server and the others use it.
/// It survives kill -9 of the application (the next one uses it again) and of itself (<see cref="EmbeddedPostgresWatch"/>).
/// </remarks>
public static class EmbeddedPostgres
{
    internal const int Port = 5432;
    internal const string Superuser = "helpdesk";
    internal const string DatabaseName = "helpdesk";

    /// <summary>Starts the server of this folder, or finds it running, and waits until it takes connections.</summary>
    /// <param name="folder">Made when absent; see <see cref="DataFolder"/>.</param>
    /// <param name="fast">For tests: nothing is synced to disk, so a crash of the machine may destroy the data.</param>
    /// <param name="programs">Where PostgreSQL's programs lie; null = look in the usual places.</param>
    /// <returns>The connection string of its database.</returns>
    /// <exception cref="UserError">No PostgreSQL on this machine, the folder is out of reach, or the server does not start.</exception>
    public static async Task<string> StartAsync(
        string folder, bool fast = false, PostgresPrograms? programs = null, CancellationToken stop = default)
    {
        var cluster = await EmbeddedCluster.OpenAsync(Path.GetFullPath(folder), fast, programs, stop);
        await using var turn = await ExclusiveFile.TakeAsync(cluster.Files.Lock, stop);
        var socket = await cluster.EnsureRunningAsync(stop);
        await cluster.EnsureDatabaseAsync(socket, stop);
        return ConnectionString(socket);
    }

    /// <summary>
    /// Stops the server unless another process is connected to it. Never throws for a server that is already gone:
    /// this runs while the application ends.
    /// </summary>
    /// <returns>Whether no server runs in this folder afterwards.</returns>
    public static async Task<bool> StopIfUnusedAsync(string folder, PostgresPrograms? programs = null)
    {
        try
        {
            var files = new ClusterFiles(Path.GetFullPath(folder));
            await using var turn = await ExclusiveFile.TakeAsync(files.Lock, CancellationToken.None);
            if (files.Running() is not { } server) return true;
            if (await OthersConnectedAsync(server.Socket)) return false;
            var cluster = await EmbeddedCluster.OpenAsync(files.Folder, fast: false, programs, CancellationToken.None);
            return await cluster.StopAsync();
        }
        catch (Exception problem) when (problem is NpgsqlException or IOException or UserError or TimeoutException)
        {
            return false;
        }
    }

    internal static string ConnectionString(string socket, string database = DatabaseName) => new NpgsqlConnectionStringBuilder
    {
        Host = socket,
        Port = Port,
        Username = Superuser,
        Database = database,
        ApplicationName = OwnName,
        MaxPoolSize = 80, // two applications and the tools fit under max_connections
    }.ConnectionString;

    /// <summary>Names this process in pg_stat_activity, so that at the end its own pools do not count as somebody else.</summary>
    private static string OwnName => $"helpdesk-{Environment.ProcessId}";

    private static async Task<bool> OthersConnectedAsync(string socket)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(socket, "postgres") + ";Pooling=false;Timeout=5;Command Timeout=5");
        await using var command = source.CreateCommand(
            "select exists (select 1 from pg_stat_activity where backend_type = 'client backend' and application_name <> $1)");
        command.Parameters.Add(new NpgsqlParameter { Value = OwnName });
        return await command.ExecuteScalarAsync() is true;
    }
}
