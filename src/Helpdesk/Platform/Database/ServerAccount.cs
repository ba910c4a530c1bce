using Helpdesk.Platform.Cli;

namespace Helpdesk.Platform.Database;

/// <summary>The account the embedded server runs as. PostgreSQL refuses root, so root hands over to one that owns nothing else.</summary>
/// <param name="Name">null: we are an ordinary user and run the server ourselves.</param>
internal sealed record ServerAccount(string? Name)
{
    public static async Task<ServerAccount> ForNewClusterAsync()
    {
        if (!Environment.IsPrivilegedProcess || OperatingSystem.IsWindows()) return new ServerAccount((string?)null);
        foreach (var name in (string[])["postgres", "nobody"])
            if ((await ChildProcess.RunAsync("id", ["-u", name])).Succeeded) return new ServerAccount(name);
        throw new UserError("PostgreSQL does not run as root, and there is neither an account postgres nor nobody to run it as.");
    }

    /// <summary>Root keeps running the cluster of an ordinary user as that user, who could not open it again otherwise.</summary>
    public static async Task<ServerAccount> OwnerOfAsync(string cluster)
    {
        var account = await ForNewClusterAsync();
        if (account.Name is null || !Directory.Exists(cluster)) return account;
        var owner = (await ChildProcess.RunAsync("stat", ["-c", "%U", cluster])).Output.Trim();
        return owner is "" or "root" or "UNKNOWN" ? account : new ServerAccount(owner);
    }

    /// <summary>Whether the server's account can come in; for ourselves also whether we may write.</summary>
    public async Task<bool> CanEnterAsync(string folder)
    {
        if (Name is not null) return (await ChildProcess.RunAsync("test", ["-x", folder], account: Name)).Succeeded;
        var cluster = Path.Combine(folder, ClusterFiles.ClusterName);
        await using var probe = new FileStream(Path.Combine(folder, $".probe-{Environment.ProcessId}"), FileMode.Create,
            FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        // A cluster that another account made is out of our reach even where the folder around it is not.
        return !Directory.Exists(cluster) || File.Exists(Path.Combine(cluster, "PG_VERSION"));
    }

    /// <summary>Makes a folder that only this account (and root) can enter.</summary>
    public async Task MakePrivateFolderAsync(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else
        {
            Directory.CreateDirectory(folder);
            File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        if (Name is not null && !(await ChildProcess.RunAsync("chown", [Name, folder])).Succeeded)
            throw new UserError($"{folder} cannot be given to the account {Name}.");
    }

    public Task<ChildProcess> RunAsync(string program, params string[] arguments) =>
        ChildProcess.RunAsync(program, arguments, Name, environment: CleanLocale);

    /// <summary>Messages of PostgreSQL's programs in English: their last line ends up in our own sentence.</summary>
    private static readonly Dictionary<string, string> CleanLocale = new() { ["LC_ALL"] = "C.UTF-8" };
}
