using System.Diagnostics;
using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>One data folder of PostgreSQL: makes it, starts its server, waits for it, stops it. The caller holds the lock.</summary>
internal sealed class EmbeddedCluster
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private const UnixFileMode ReadableByTheServer =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
    private readonly bool _fast;
    private readonly PostgresPrograms _programs;
    private readonly ServerAccount _account;

    private EmbeddedCluster(ClusterFiles files, bool fast, PostgresPrograms programs, ServerAccount account) =>
        (Files, _fast, _programs, _account) = (files, fast, programs, account);

    public ClusterFiles Files { get; }

    public static async Task<EmbeddedCluster> OpenAsync(string folder, bool fast, PostgresPrograms? programs, CancellationToken stop)
    {
        var found = programs ?? PostgresPrograms.Find();
        stop.ThrowIfCancellationRequested();
        var usable = await DataFolder.ChooseAsync(folder);
        var files = new ClusterFiles(usable.Path);
        return new EmbeddedCluster(files, fast, found, await ServerAccount.OwnerOfAsync(files.Cluster));
    }

    /// <summary>A server seen running may be in the middle of dying, so each failed attempt to connect looks again.</summary>
    /// <returns>The folder of the socket.</returns>
    public async Task<string> EnsureRunningAsync(CancellationToken stop)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            if (Files.Running() is not { } server)
            {
                if (!Directory.Exists(Files.Cluster)) await InitialiseAsync();
                await StartAsync(stop);
            }
            else if (await AnswersAsync(server.Socket, stop)) return server.Socket;
            else if (waited.Elapsed > Patience) throw NotStarted("it runs, but takes no connections");
            else await Task.Delay(50, stop); // it starts, recovers, or ends
        }
    }

    public async Task EnsureDatabaseAsync(string socket, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(EmbeddedPostgres.ConnectionString(socket, "postgres") + ";Pooling=false");
        await using var exists = source.CreateCommand($"select 1 from pg_database where datname = '{EmbeddedPostgres.DatabaseName}'");
        if (await exists.ExecuteScalarAsync(stop) is not null) return;
        await using var create = source.CreateCommand($"create database {EmbeddedPostgres.DatabaseName}");
        await create.ExecuteNonQueryAsync(stop);
    }

    public async Task<bool> StopAsync() =>
        (await _account.RunAsync(_programs["pg_ctl"], "stop", "-s", "-w", "-m", "fast", "-t", "30", "-D", Files.Cluster)).Succeeded;

    /// <summary>Made beside its place and then renamed: an initdb that was killed half way leaves nothing that looks finished.</summary>
    private async Task InitialiseAsync()
    {
        if (Directory.Exists(Files.Unfinished)) Directory.Delete(Files.Unfinished, recursive: true);
        await _account.MakePrivateFolderAsync(Files.Unfinished);
        var made = await _account.RunAsync(_programs["initdb"], "-D", Files.Unfinished, "-U", EmbeddedPostgres.Superuser,
            "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", _fast ? "--no-sync" : "--data-checksums");
        if (!made.Succeeded) throw new UserError($"PostgreSQL could not make its data folder {Files.Unfinished}: {made.Reason}");
        await File.AppendAllTextAsync(Path.Combine(Files.Unfinished, "postgresql.conf"), $"\ninclude '{Path.GetFileName(Files.Configuration)}'\n");
        Directory.Move(Files.Unfinished, Files.Cluster);
    }

    private async Task StartAsync(CancellationToken stop)
    {
        await _account.MakePrivateFolderAsync(Files.Socket);
        await _account.MakePrivateFolderAsync(Path.GetDirectoryName(Files.Log)!);
        await File.WriteAllTextAsync(Files.Configuration, ClusterConfiguration.Text(Files.Socket, _fast), stop);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Files.Configuration, ReadableByTheServer);
        // Running() said that no server of ours has this number, so the file is a leftover; a stranger's process that got
        // the number since would otherwise keep PostgreSQL from starting.
        File.Delete(Files.PidFile);

        var waited = Stopwatch.StartNew();
        while (true)
        {
            // Not cancelled half way: pg_ctl killed while it starts a server would leave one that nobody waits for.
            var started = await _account.RunAsync(_programs["pg_ctl"], "start", "-s", "-w", "-t", "120", "-D", Files.Cluster, "-l", Files.Log);
            if (started.Succeeded) return;
            var orphans = Files.Orphans();
            if (orphans.Count == 0 || waited.Elapsed > Patience) throw NotStarted(LastLogLine() ?? started.Reason);
            if (waited.Elapsed > TimeSpan.FromSeconds(1)) foreach (var pid in orphans) Kill(pid);
            await Task.Delay(100, stop);
        }
    }

    private static async Task<bool> AnswersAsync(string socket, CancellationToken stop)
    {
        try
        {
            await using var connection = new NpgsqlConnection(EmbeddedPostgres.ConnectionString(socket, "postgres") + ";Pooling=false;Timeout=5");
            await connection.OpenAsync(stop);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private UserError NotStarted(string reason) =>
        new($"PostgreSQL did not start in {Files.Folder}: {reason.TrimEnd('.')}. Its log is {Files.Log}.");

    private string? LastLogLine() => File.Exists(Files.Log)
        ? File.ReadLines(Files.Log).LastOrDefault(line => line.Contains("FATAL", StringComparison.Ordinal))
        : null;

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            // gone by itself in the meantime, which is what we wanted
        }
    }
}
