using Helpdesk.Domain.Safety;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// The learned models beside the program, so that only the first start of a build learns them: a node that was killed judges again
/// within a second. Whoever can write there can change the program too. Without a place to write each start learns.
/// </summary>
internal static class KeptModels
{
    private const int Builds = 3;
    private const string Ending = ".models";

    /// <summary>In a checkout one for all its programs.</summary>
    internal static string Folder { get; } = DataFolder.CheckoutAbove(AppContext.BaseDirectory) is { } checkout
        ? Path.Combine(checkout, ".helpdesk", "models") : Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Reads the models, or learns and keeps them. Seconds of work the first time; once in a process.</summary>
    public static void Prepare()
    {
        var file = Path.Combine(Folder, LearnedModels.Build + Ending);
        if (Read(file) is { } kept && LearnedModels.TryTake(kept)) return;
        Screening.Prepare();
        try
        {
            Keep(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Read-only or full: it only costs the next start its time.
        }
    }

    private static byte[]? Read(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static void Keep(string file)
    {
        Directory.CreateDirectory(Folder);
        var written = $"{file}.{Environment.ProcessId}";
        File.WriteAllBytes(written, LearnedModels.Write());
        File.Move(written, file, overwrite: true);
        foreach (var old in new DirectoryInfo(Folder).GetFiles("*" + Ending + "*").OrderByDescending(f => f.LastWriteTimeUtc).Skip(Builds)) old.Delete();
    }
}
