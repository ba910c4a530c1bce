using Helpdesk.Platform.Cli;

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
