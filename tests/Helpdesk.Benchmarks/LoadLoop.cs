using System.Diagnostics;

namespace Helpdesk.Benchmarks;

/// <summary>Asks again and again over so many connections, each with one request at a time; answers are read to their end.</summary>
internal static class LoadLoop
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Measured = TimeSpan.FromSeconds(6);

    /// <param name="request">Made anew for each call, by its running number.</param>
    /// <returns>Answers a second.</returns>
    /// <exception cref="HttpRequestException">An answer was no success: what is measured must be the real thing.</exception>
    public static async Task<double> PerSecond(int connections, Func<int, HttpRequestMessage> request)
    {
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = connections, AllowAutoRedirect = false, UseCookies = false });
        var calls = 0;
        await Loops(WarmUp);
        calls = 0;
        var watch = Stopwatch.StartNew();
        await Loops(Measured);
        return calls / watch.Elapsed.TotalSeconds;

        Task Loops(TimeSpan length)
        {
            var until = Stopwatch.GetTimestamp() + (long)(length.TotalSeconds * Stopwatch.Frequency);
            return Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(async () =>
            {
                while (Stopwatch.GetTimestamp() < until)
                {
                    using var asked = request(Interlocked.Increment(ref calls));
                    using var answer = await http.SendAsync(asked, HttpCompletionOption.ResponseContentRead);
                    answer.EnsureSuccessStatusCode();
                }
            })));
        }
    }
}
