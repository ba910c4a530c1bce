using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Platform;

/// <summary>The drill: dump, restore elsewhere, compare. It reads the tables from the catalogue, so it does for any schema.</summary>
public sealed class BackupTests(OneCluster cluster) : IClassFixture<OneCluster>
{
    private async Task<string> NewDatabaseAsync(string name)
    {
        var address = await cluster.StartAsync();
        await RunAsync(address, $"create database {name}");
        return new NpgsqlConnectionStringBuilder(address) { Database = name, Pooling = false }.ConnectionString;
    }

    private static async Task RunAsync(string address, string sql)
    {
        await using var source = NpgsqlDataSource.Create(address);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows and a digest of all of them, table by table.</summary>
    private static async Task<Dictionary<string, string>> ContentsAsync(string address)
    {
        await using var source = NpgsqlDataSource.Create(address);
        var tables = new List<string>();
        await using (var list = source.CreateCommand("select format('%I.%I', schemaname, tablename) from pg_tables where schemaname not in ('pg_catalog', 'information_schema')"))
        await using (var rows = await list.ExecuteReaderAsync())
        {
            while (await rows.ReadAsync()) tables.Add(rows.GetString(0));
        }

        var contents = new Dictionary<string, string>();
        foreach (var table in tables)
        {
            await using var digest = source.CreateCommand($"select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') from {table} t");
            contents[table] = (string)(await digest.ExecuteScalarAsync())!;
        }

        return contents;
    }

    [Fact]
    public async Task What_was_backed_up_is_what_is_restored()
    {
        var from = await NewDatabaseAsync("drill_from");
        await RunAsync(from,
            """
            create schema own;
            create table own.person (id int primary key, name text not null, photo bytea);
            create table letter (id bigint generated always as identity primary key, person int references own.person, body text,
                words tsvector generated always as (to_tsvector('simple', coalesce(body, ''))) stored);
            insert into own.person select n, 'Zoë ' || n, decode(md5(n::text), 'hex') from generate_series(1, 50) n;
            insert into letter (person, body) select n % 50 + 1, repeat('текст ', n % 30) from generate_series(1, 2000) n;
            """);
        var file = Path.Combine(cluster.Folder, "drill.backup");

        await Backup.CreateAsync(from, file);
        var to = await NewDatabaseAsync("drill_to");
        await Backup.RestoreAsync(to, file);

        (await ContentsAsync(to)).ShouldBe(await ContentsAsync(from), ignoreOrder: true);
        (await ContentsAsync(to)).Count.ShouldBe(2);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_database_with_tables_is_never_overwritten()
    {
        var used = await NewDatabaseAsync("drill_used");
        await RunAsync(used, "create table kept (n int)");
        var file = Path.Combine(cluster.Folder, "used.backup");
        await Backup.CreateAsync(used, file);

        (await Should.ThrowAsync<UserError>(Backup.RestoreAsync(used, file))).Message.ShouldStartWith("The database is not empty (it has 1 tables).");
    }

    [Fact]
    public async Task A_broken_file_restores_nothing_and_a_failed_backup_leaves_no_file()
    {
        var empty = await NewDatabaseAsync("drill_empty");
        var file = Path.Combine(cluster.Folder, "broken.backup");
        await File.WriteAllTextAsync(file, "not a backup");

        (await Should.ThrowAsync<UserError>(Backup.RestoreAsync(empty, file))).Message.ShouldStartWith("Nothing was restored: ");
        var nowhere = new NpgsqlConnectionStringBuilder(empty) { Database = "no_such" }.ConnectionString;
        var missing = Path.Combine(cluster.Folder, "missing.backup");
        (await Should.ThrowAsync<UserError>(Backup.CreateAsync(nowhere, missing))).Message.ShouldStartWith("The backup was not written: ");
        Directory.GetFiles(cluster.Folder, "missing.backup*").ShouldBeEmpty();
    }
}
