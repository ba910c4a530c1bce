using System.Diagnostics;

namespace Helpdesk.Platform.Database;

/// <summary>What lies where in the folder of an embedded PostgreSQL, and what its pid file says.</summary>
internal sealed record ClusterFiles(string Folder)
{
    public const string ClusterName = "cluster";

    public string Cluster => Path.Combine(Folder, ClusterName);
    public string Unfinished => Path.Combine(Folder, "cluster.unfinished");
    public string Log => Path.Combine(Folder, "log", "postgres.log");
    public string Lock => Path.Combine(Folder, "lock");
    public string PidFile => Path.Combine(Cluster, "postmaster.pid");
    public string Configuration => Path.Combine(Cluster, "helpdesk.conf");

    /// <summary>
    /// A socket's address may have 107 bytes at most, and a comma or a blank in it would need a quoting that Npgsql
    /// and PostgreSQL do not share: such folders get a short one under the temporary folder.
    /// </summary>
    public string Socket
    {
        get
        {
            var natural = Path.Combine(Folder, "socket");
            return natural.Length <= 90 && natural.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_')
                ? natural
                : Path.Combine("/tmp", "helpdesk-" + DataFolder.ShortHash(Folder));
        }
    }

    /// <summary>Process id and socket folder of the server that runs here; null when none does.</summary>
    public (int Pid, string Socket)? Running()
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PidFile);
        }
        catch (IOException)
        {
            return null; // no file, no server
        }

        return lines.Length > 4 && int.TryParse(lines[0], out var pid) && IsServer(pid) ? (pid, lines[4]) : null;
    }

    /// <summary>After kill -9 or a restart of the machine the number in the pid file may belong to any process.</summary>
    private bool IsServer(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            if (!process.ProcessName.StartsWith("postgres", StringComparison.Ordinal)) return false;
        }
        catch (Exception problem) when (problem is ArgumentException or InvalidOperationException)
        {
            return false;
        }

        var works = WorkingFolder(pid);
        return works is null || works == Cluster;
    }

    /// <summary>
    /// Server processes of a dead postmaster. They leave by themselves when they next wait for their client, but one
    /// inside a long query holds the shared memory, and no new server starts until it is gone.
    /// </summary>
    public IReadOnlyList<int> Orphans() =>
        !OperatingSystem.IsLinux() ? []
            : [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
                .Select(name => int.TryParse(name, out var pid) ? pid : 0)
                .Where(pid => pid > 0 && WorkingFolder(pid) == Cluster && IsServer(pid))];

    /// <summary>Every process of a PostgreSQL server works in its data folder. null = not known.</summary>
    private static string? WorkingFolder(int pid)
    {
        try
        {
            return File.ResolveLinkTarget($"/proc/{pid}/cwd", returnFinalTarget: false)?.FullName;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return null;
        }
    }
}
