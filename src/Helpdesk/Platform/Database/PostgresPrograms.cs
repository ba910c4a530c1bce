using Helpdesk.Platform.Cli;
using Npgsql;

namespace Helpdesk.Platform.Database;

/// <summary>The folder that holds PostgreSQL's own programs (initdb, pg_ctl, pg_dump, pg_restore, psql).</summary>
public sealed record PostgresPrograms(string Folder)
{
    public string this[string program] => Path.Combine(Folder, OperatingSystem.IsWindows() ? program + ".exe" : program);

    /// <param name="chosen">HELPDESK_POSTGRES_PROGRAMS: the only place that is looked in when it is set.</param>
    /// <exception cref="UserError">No PostgreSQL here; the message carries the one command that installs it.</exception>
    public static PostgresPrograms Find(string? chosen = null)
    {
        if (chosen is not null)
            return Holds(chosen, "initdb") ? new PostgresPrograms(chosen)
                : throw new UserError($"HELPDESK_POSTGRES_PROGRAMS is {chosen}, but there is no initdb in that folder.");
        return Places().FirstOrDefault(place => Holds(place, "initdb")) is { } found
            ? new PostgresPrograms(found)
            : throw new UserError(
                "There is no PostgreSQL on this machine. Install it with one command and start again: " + InstallCommand()
                + " Or set HELPDESK_DATABASE to the connection string of a PostgreSQL that runs elsewhere.");
    }

    public bool Has(string program) => Holds(Folder, program);

    /// <summary>Runs one of the client programs against a database, to its end.</summary>
    /// <exception cref="UserError">The program is not in this folder.</exception>
    public Task<ChildProcess> RunAsync(string program, string connectionString, IEnumerable<string> arguments, CancellationToken stop = default)
    {
        if (!Has(program)) throw new UserError($"There is no {program} in {Folder}; it comes with PostgreSQL's client programs.");
        var to = new NpgsqlConnectionStringBuilder(connectionString);
        // The password travels in the environment: arguments can be read by every account of the machine.
        var environment = new Dictionary<string, string>
        {
            ["LC_ALL"] = "C.UTF-8",
            ["PGPASSWORD"] = to.Password ?? "",
            ["PGSSLMODE"] = to.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() },
        };
        if (to.RootCertificate is { } certificate) environment["PGSSLROOTCERT"] = certificate;
        string[] address = ["--host", to.Host!, "--port", to.Port.ToString(), "--username", to.Username ?? EmbeddedPostgres.Superuser, "--dbname", to.Database!, "--no-password"];
        return ChildProcess.RunAsync(this[program], [.. address, .. arguments], environment: environment, stop: stop);
    }

    private static bool Holds(string folder, string program) => File.Exists(new PostgresPrograms(folder)[program]);

    /// <summary>Debian and Ubuntu, Fedora, Homebrew, Windows, PATH; where several versions stand side by side, the highest first.</summary>
    private static IEnumerable<string> Places() =>
    [
        .. Versions("/usr/lib/postgresql", ""),
        "/usr/bin",
        .. Versions("/opt/homebrew/opt", "postgresql"),
        .. Versions("/usr/local/opt", "postgresql"),
        .. Versions(Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.ProgramFiles), "PostgreSQL"), ""),
        .. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries),
    ];

    private static IEnumerable<string> Versions(string parent, string prefix) =>
        !Directory.Exists(parent) ? []
            : Directory.EnumerateDirectories(parent, prefix + "*")
                .OrderByDescending(place => int.TryParse(
                    string.Concat(Path.GetFileName(place).SkipWhile(c => !char.IsAsciiDigit(c)).TakeWhile(char.IsAsciiDigit)), out var version) ? version : 0)
                .Select(place => Path.Combine(place, "bin"));

    private static string InstallCommand() =>
        OperatingSystem.IsMacOS() ? "brew install postgresql@17"
        : OperatingSystem.IsWindows() ? "winget install PostgreSQL.PostgreSQL.17"
        : File.Exists("/usr/bin/dnf") ? "sudo dnf install -y postgresql-server"
        : "sudo apt-get install -y postgresql";
}
