namespace Helpdesk.Platform.Database;

/// <summary>A lock between processes that the system gives back when its holder dies, however it dies.</summary>
internal sealed class ExclusiveFile : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly FileStream _file;

    private ExclusiveFile(FileStream file) => _file = file;

    public static async Task<ExclusiveFile> TakeAsync(string path, CancellationToken stop)
    {
        var waited = System.Diagnostics.Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new ExclusiveFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException) when (File.Exists(path) && waited.Elapsed < Patience)
            {
                await Task.Delay(50, stop);
            }
        }
    }

    public ValueTask DisposeAsync() => _file.DisposeAsync();
}
