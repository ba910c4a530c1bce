using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>
/// Starts the embedded server again when it is killed underneath the living application, and stops it after the
/// application has ended, unless somebody else is connected.
/// </summary>
/// <remarks>
/// It holds one connection open: that breaks at the moment the server dies, and tells other processes that somebody is
/// here. A probe each second finds a server that hangs instead of dying.
/// </remarks>
public sealed class EmbeddedPostgresWatch(
    string folder, ILogger<EmbeddedPostgresWatch> log, bool fast = false, PostgresPrograms? programs = null) : BackgroundService, IHostedLifecycleService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => WatchAsync(stoppingToken);

    /// <summary>Returns when cancelled, and only then.</summary>
    public async Task WatchAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var address = await EmbeddedPostgres.StartAsync(folder, fast, programs, stop);
                await HoldAsync(address, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem) when (problem is NpgsqlException or IOException or TimeoutException)
            {
                log.LogWarning("The embedded PostgreSQL in {Folder} went away ({Kind}); starting it again", folder, problem.GetType().Name);
            }
            catch (UserError problem)
            {
                log.LogError("{Problem}", problem.Message);
                await Task.Delay(Pause, CancellationToken.None);
            }
        }
    }

    /// <summary>Throws when the server dies.</summary>
    private static async Task HoldAsync(string address, CancellationToken stop)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false;Timeout=5;Command Timeout=5");
        await connection.OpenAsync(stop);
        while (true)
        {
            await connection.WaitAsync(TimeSpan.FromSeconds(1), stop);
            await using var probe = new NpgsqlCommand("select 1", connection);
            await probe.ExecuteScalarAsync(stop);
        }
    }

    Task IHostedLifecycleService.StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    Task IHostedLifecycleService.StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    Task IHostedLifecycleService.StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>After every other hosted service has stopped, so that none of them loses its database while it finishes its work.</summary>
    Task IHostedLifecycleService.StoppedAsync(CancellationToken cancellationToken) => EmbeddedPostgres.StopIfUnusedAsync(folder, programs);
}
