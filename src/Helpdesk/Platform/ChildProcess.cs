using System.Diagnostics;

namespace Helpdesk.Platform;

/// <summary>Runs a program to its end and hands back what it said. Arguments are passed as a list, never through a shell.</summary>
public sealed record ChildProcess(int ExitCode, string Output, string Errors)
{
    public bool Succeeded => ExitCode == 0;

    /// <summary>The last line a failing program wrote, which is where PostgreSQL's programs put the reason.</summary>
    public string Reason => (Errors + "\n" + Output).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .LastOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase) || line.Contains("FATAL", StringComparison.Ordinal))
        ?? $"exit status {ExitCode}";

    /// <param name="account">The account to run as; null stays who we are. Only root may choose another.</param>
    /// <param name="environment">Added to our own environment.</param>
    public static async Task<ChildProcess> RunAsync(
        string program, IEnumerable<string> arguments, string? account = null, string workingFolder = "/",
        IReadOnlyDictionary<string, string>? environment = null, CancellationToken stop = default)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // The account that runs the server may not be able to enter our own working folder.
            WorkingDirectory = workingFolder,
        };
        if (account is not null) start.UserName = account;
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        try
        {
            await process.WaitForExitAsync(stop);
            return new ChildProcess(process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
