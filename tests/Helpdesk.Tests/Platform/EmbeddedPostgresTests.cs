using System.Diagnostics;
using Helpdesk.Platform;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

/// <summary>One cluster for the whole class: making one takes most of a second.</summary>
public sealed class OneCluster : IAsyncLifetime
{
    public string Folder { get; } = Path.Combine(DataFolder.InMemory("helpdesk-embedded-tests"), Guid.NewGuid().ToString("N")[..8]);

    public string PidFile => Path.Combine(Folder, "cluster", "postmaster.pid");

    public int Pid => int.Parse(File.ReadLines(PidFile).First());

    public Task<string> StartAsync() => EmbeddedPostgres.StartAsync(Folder, fast: true);

    public void Kill()
    {
        using var postmaster = Process.GetProcessById(Pid);
        postmaster.Kill();
        postmaster.WaitForExit();
    }

    public async ValueTask InitializeAsync() => await StartAsync();

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        (await EmbeddedPostgres.StopIfUnusedAsync(Folder)).ShouldBeTrue();
        Directory.Delete(Folder, recursive: true);
    }
}

public sealed class EmbeddedPostgresTests(OneCluster cluster) : IClassFixture<OneCluster>
{
    private static async Task<object?> ScalarAsync(string address, string sql)
    {
        await using var connection = new NpgsqlConnection(address + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    [Fact]
    public async Task Starting_twice_uses_the_server_that_runs()
    {
        var first = await cluster.StartAsync();
        var pid = cluster.Pid;
        var second = await cluster.StartAsync();

        second.ShouldBe(first);
        cluster.Pid.ShouldBe(pid);
        (await ScalarAsync(second, "select current_database()")).ShouldBe("helpdesk");
    }

    [Fact]
    public async Task Many_starts_at_once_agree_on_one_server()
    {
        await cluster.StartAsync();
        cluster.Kill();

        var addresses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => cluster.StartAsync()));

        addresses.Distinct().ShouldHaveSingleItem();
        (await ScalarAsync(addresses[0], "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task It_listens_on_its_socket_only_in_a_folder_of_its_own()
    {
        var address = new NpgsqlConnectionStringBuilder(await cluster.StartAsync());

        (await ScalarAsync(address.ConnectionString, "show listen_addresses")).ShouldBe("");
        if (OperatingSystem.IsWindows()) return;
        (File.GetUnixFileMode(address.Host!) & (UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)).ShouldBe(UnixFileMode.None);
    }

    [Fact]
    public async Task A_pid_file_whose_number_belongs_to_another_program_is_ignored()
    {
        await cluster.StartAsync();
        var lines = await File.ReadAllLinesAsync(cluster.PidFile);
        cluster.Kill();
        lines[0] = Environment.ProcessId.ToString();
        await File.WriteAllLinesAsync(cluster.PidFile, lines);

        (await ScalarAsync(await cluster.StartAsync(), "select 1")).ShouldBe(1);
    }

    [Fact]
    public async Task What_was_stored_is_there_after_the_server_is_killed_and_started_again()
    {
        var address = await cluster.StartAsync();
        await ScalarAsync(address, "create table kept (n int); insert into kept values (42)");
        await ScalarAsync(address, "checkpoint");
        cluster.Kill();

        (await ScalarAsync(await cluster.StartAsync(), "select n from kept")).ShouldBe(42);
    }

    [Fact]
    public async Task The_watch_starts_a_killed_server_again_within_seconds_though_a_query_is_still_running_in_it()
    {
        var address = await cluster.StartAsync();
        using var ending = new CancellationTokenSource();
        using var watch = new EmbeddedPostgresWatch(cluster.Folder, NullLogger<EmbeddedPostgresWatch>.Instance, fast: true);
        var watching = watch.WatchAsync(ending.Token);
        while ((long)(await ScalarAsync(address, "select count(*) from pg_stat_activity where query = 'select 1' or query = ''"))! == 0) await Task.Delay(20);
        var busy = ScalarAsync(address + ";Command Timeout=30", "do $$ begin loop end loop; end $$");
        await Task.Delay(100);

        cluster.Kill();
        var away = Stopwatch.StartNew();
        while (!await AnswersAsync(address)) await Task.Delay(50);

        away.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await Should.ThrowAsync<NpgsqlException>(busy);
        await ending.CancelAsync();
        await watching;
    }

    private static async Task<bool> AnswersAsync(string address)
    {
        try
        {
            return await ScalarAsync(address + ";Timeout=2", "select 1") is 1;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    [Fact]
    public async Task It_is_not_stopped_while_another_process_is_connected()
    {
        var address = await cluster.StartAsync();
        await using var other = new NpgsqlConnection(address + ";Pooling=false;Application Name=somebody else");
        await other.OpenAsync();
        (await EmbeddedPostgres.StopIfUnusedAsync(cluster.Folder)).ShouldBeFalse();
        await other.CloseAsync();

        await using var own = new NpgsqlConnection(address);
        await own.OpenAsync();
        (await EmbeddedPostgres.StopIfUnusedAsync(cluster.Folder)).ShouldBeTrue();
        File.Exists(cluster.PidFile).ShouldBeFalse();
        (await EmbeddedPostgres.StopIfUnusedAsync(cluster.Folder)).ShouldBeTrue("it is not there, which is no failure");
    }

    [Fact]
    public async Task Its_log_holds_no_contents_whatever_goes_wrong()
    {
        var address = await cluster.StartAsync();
        await ScalarAsync(address, "create table if not exists planted (word text primary key check (word <> 'heliotrope-check'))");
        await ScalarAsync(address, "insert into planted values ('heliotrope-key') on conflict do nothing");
        foreach (var sql in (string[])
        [
            "select 'heliotrope'::int", "select heliotrope", "insert into planted values ('heliotrope-key')",
            "insert into planted values ('heliotrope-check')", "do $$ begin raise warning 'heliotrope'; raise exception 'heliotrope'; end $$",
        ])
            await Should.ThrowAsync<PostgresException>(ScalarAsync(address, sql));
        await Should.ThrowAsync<PostgresException>(async () =>
        {
            await using var connection = new NpgsqlConnection(address + ";Pooling=false");
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("select $1::text::int", connection) { Parameters = { new() { Value = "heliotrope" } } };
            await command.ExecuteScalarAsync();
        });

        (await File.ReadAllTextAsync(Path.Combine(cluster.Folder, "log", "postgres.log"))).ShouldNotContain("heliotrope");
    }

    [Fact]
    public async Task A_path_too_long_or_too_odd_for_a_socket_gets_a_short_one()
    {
        var folder = Path.Combine(cluster.Folder, "a folder, with 'odd' signs", new string('x', 80));
        var address = await EmbeddedPostgres.StartAsync(folder, fast: true);

        new NpgsqlConnectionStringBuilder(address).Host!.ShouldStartWith("/tmp/helpdesk-");
        (await ScalarAsync(address, "select 1")).ShouldBe(1);
        (await EmbeddedPostgres.StopIfUnusedAsync(folder)).ShouldBeTrue();
        Directory.Delete(new NpgsqlConnectionStringBuilder(address).Host!);
    }

    [Fact]
    public void Without_PostgreSQL_the_one_command_is_named()
    {
        var problem = Should.Throw<UserError>(() => PostgresPrograms.Find("/nowhere"));
        problem.Message.ShouldBe("HELPDESK_POSTGRES_PROGRAMS is /nowhere, but there is no initdb in that folder.");
    }
}
