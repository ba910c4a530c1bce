using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>
/// The whole database in one file and back (pg_dump's custom format: compressed, one consistent moment, restorable into a
/// newer PostgreSQL). Works while the application serves; attachments are inside, as they live in the database.
/// </summary>
public static class Backup
{
    /// <param name="file">Written beside its place and then renamed, so that it is whole or absent. Readable by its owner only.</param>
    /// <exception cref="UserError">pg_dump is missing or failed; the message has its reason.</exception>
    public static async Task CreateAsync(
        string connectionString, string file, PostgresPrograms? programs = null, CancellationToken stop = default)
    {
        var target = Path.GetFullPath(file);
        if (!Directory.Exists(Path.GetDirectoryName(target))) throw new UserError($"The folder of {target} does not exist.");
        var partial = target + ".partial";
        MakePrivate(partial);
        var dump = await (programs ?? PostgresPrograms.Find()).RunAsync("pg_dump", connectionString, ["--format=custom", "--file", partial], stop);
        if (!dump.Succeeded)
        {
            File.Delete(partial);
            throw new UserError($"The backup was not written: {dump.Reason}");
        }

        File.Move(partial, target, overwrite: true);
    }

    /// <summary>All of it or nothing, in one transaction, and only into a database without tables: a restore never overwrites.</summary>
    /// <exception cref="UserError">The file is absent, the database is not empty, or pg_restore failed and changed nothing.</exception>
    public static async Task RestoreAsync(
        string connectionString, string file, PostgresPrograms? programs = null, CancellationToken stop = default)
    {
        if (!File.Exists(file)) throw new UserError($"There is no file {Path.GetFullPath(file)}.");
        if (await TablesAsync(connectionString, stop) is > 0 and var tables)
            throw new UserError($"The database is not empty (it has {tables} tables). Restore into a new, empty one, then point HELPDESK_DATABASE to it.");
        var restore = await (programs ?? PostgresPrograms.Find()).RunAsync("pg_restore", connectionString,
            ["--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", Path.GetFullPath(file)], stop);
        if (!restore.Succeeded) throw new UserError($"Nothing was restored: {restore.Reason}");
    }

    /// <summary>Before anything is in it: it will hold every ticket.</summary>
    private static void MakePrivate(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var empty = new FileStream(file, options);
    }

    private static async Task<long> TablesAsync(string connectionString, CancellationToken stop)
    {
        await using var source = NpgsqlDataSource.Create(connectionString + ";Pooling=false");
        await using var count = source.CreateCommand(
            """
            select count(*) from pg_class join pg_namespace on pg_namespace.oid = relnamespace
            where relkind in ('r', 'p') and nspname not in ('pg_catalog', 'information_schema') and nspname not like 'pg_toast%'
            """);
        return (long)(await count.ExecuteScalarAsync(stop))!;
    }
}
