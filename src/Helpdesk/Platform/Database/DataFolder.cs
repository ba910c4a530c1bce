using System.Security.Cryptography;
using System.Text;
using Helpdesk.Platform.Cli;

namespace Helpdesk.Platform.Database;

/// <summary>
/// Where this machine keeps what is its own: the embedded PostgreSQL and the secrets that script/run made.
/// HELPDESK_DATA when set; else <c>.helpdesk</c> of the checkout; else a folder of the system or of the user.
/// </summary>
/// <param name="Notice">A sentence for the operator when the first choice was out of reach; null when it was not.</param>
public sealed record DataFolder(string Path, string? Notice = null)
{
    /// <param name="chosen">HELPDESK_DATA. A folder that somebody asked for is never silently replaced.</param>
    /// <param name="checkout">The top of the checkout; null = look for it above the running program.</param>
    /// <exception cref="UserError">No folder can be used.</exception>
    public static async Task<DataFolder> ChooseAsync(string? chosen, string? checkout = null)
    {
        var account = await ServerAccount.ForNewClusterAsync();
        if (chosen is not null)
        {
            var asked = System.IO.Path.GetFullPath(chosen);
            return await IsUsableAsync(asked, account) ? new DataFolder(asked)
                : throw new UserError($"HELPDESK_DATA is {asked}, but {Obstacle(account)}. Choose another folder, for example {Fallback(null)}.");
        }

        checkout ??= CheckoutAbove(AppContext.BaseDirectory);
        var fallback = Fallback(checkout);
        if (checkout is null)
            return await IsUsableAsync(fallback, account) ? new DataFolder(fallback)
                : throw new UserError($"The data belongs into {fallback}, but {Obstacle(account)}. Set HELPDESK_DATA to a folder that can be used.");

        var inCheckout = System.IO.Path.Combine(checkout, ".helpdesk");
        if (await IsUsableAsync(inCheckout, account)) return new DataFolder(inCheckout);
        return await IsUsableAsync(fallback, account)
            ? new DataFolder(fallback, $"The data is kept in {fallback}: {inCheckout} would be the place, but {Obstacle(account)}.")
            : throw new UserError($"Neither {inCheckout} nor {fallback} can be used: {Obstacle(account)}. Set HELPDESK_DATA to a folder that can be.");
    }

    /// <summary>A folder for clusters that may be lost at any time: in memory where the machine has that.</summary>
    /// <param name="name">Sets clusters of different uses apart; each account gets its own.</param>
    public static string InMemory(string name) => System.IO.Path.Combine(
        Directory.Exists("/dev/shm") ? "/dev/shm" : System.IO.Path.GetTempPath(), $"{name}-{Environment.UserName}");

    /// <summary>Eight characters that differ for each path: keeps several checkouts on one machine apart.</summary>
    internal static string ShortHash(string path) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..8];

    private static string Fallback(string? checkout)
    {
        var shared = Environment.IsPrivilegedProcess ? "/var/lib/helpdesk" : System.IO.Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "helpdesk");
        return checkout is null ? shared : System.IO.Path.Combine(shared, ShortHash(checkout));
    }

    private static string Obstacle(ServerAccount account) => account.Name is { } name
        ? $"the account {name}, which runs PostgreSQL because root must not, cannot enter that folder"
        : $"the account {Environment.UserName} may not write there";

    private static async Task<bool> IsUsableAsync(string folder, ServerAccount account)
    {
        var added = FirstMissing(folder);
        try
        {
            Directory.CreateDirectory(folder);
            if (added is not null) OpenToPassersBy(added, folder);
            if (await account.CanEnterAsync(folder)) return true;
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or IOException)
        {
            return false;
        }

        // The attempt must not leave an empty folder where nothing will ever be kept.
        if (added is not null) Directory.Delete(added, recursive: true);
        return false;
    }

    /// <summary>A strict umask would shut out the server's account; what is private lies in folders of its own further down.</summary>
    private static void OpenToPassersBy(string first, string last)
    {
        if (OperatingSystem.IsWindows()) return;
        const UnixFileMode Passable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
            | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;
        for (var place = last; place.Length >= first.Length; place = System.IO.Path.GetDirectoryName(place)!) File.SetUnixFileMode(place, Passable);
    }

    private static string? FirstMissing(string folder)
    {
        string? missing = null;
        for (var place = folder; place is not null && !Directory.Exists(place); place = System.IO.Path.GetDirectoryName(place)) missing = place;
        return missing;
    }

    internal static string? CheckoutAbove(string folder)
    {
        for (var place = new DirectoryInfo(folder); place is not null; place = place.Parent)
            if (File.Exists(System.IO.Path.Combine(place.FullName, "Helpdesk.sln"))) return place.FullName;
        return null;
    }
}
