using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;

namespace Helpdesk.Features.Tickets;

/// <summary>The screening as a step that can fail: <see cref="Screening.Screen(ScreenedText, Lexicon)"/>, or what a test puts in its place.</summary>
public delegate Verdict Screener(ScreenedText text, Lexicon lexicon);

/// <summary>
/// Judges a customer's text before anybody sees it (D8, D34a). A screener that throws, takes more than two seconds or meets a text
/// of over 1 MB yields no verdict: the ticket then opens restricted as not screened.
/// </summary>
public sealed class Judge(Policies policies, Screener screen, ModelInForce model, TimeProvider time, ILogger<Judge> log)
{
    private const int LongestText = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    /// <returns>Null when there is no verdict.</returns>
    public async Task<Verdict?> Screen(string subject, string body, IEnumerable<string> fileNames, CancellationToken cancel)
    {
        if (subject.Length + body.Length > LongestText) return null;
        var lexicon = (await policies.Current(cancel)).Lexicon;
        var text = new ScreenedText(subject, body, [.. fileNames]);
        try
        {
            // A node's first text may come while the node still learns; that is no failure of the screener.
            await ModelInForce.Prepared.WaitAsync(cancel);
            // Short texts take microseconds; only a long one is worth a thread of its own that can be abandoned.
            if (body.Length >= 20_000) return await Task.Run(() => screen(text, lexicon), cancel).WaitAsync(Longest, time, cancel);
            var began = time.GetTimestamp();
            var verdict = screen(text, lexicon);
            return time.GetElapsedTime(began) <= Longest ? verdict : throw new TimeoutException();
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancel.IsCancellationRequested)
        {
            log.LogError("The screener failed with {Problem:l}; the ticket opens as not screened.", problem.GetType().Name);
            return null;
        }
    }

    /// <summary>For texts that opened as not screened: in the background, as long as it takes; a failure is thrown and comes again.</summary>
    public async Task<Verdict> ScreenUnhurried(string subject, string body, IReadOnlyList<string> fileNames, CancellationToken cancel)
    {
        var lexicon = (await policies.Current(cancel)).Lexicon;
        return await Task.Run(() => screen(new ScreenedText(subject, body, fileNames), lexicon), cancel);
    }

    public Classification Classify(string subject, string body, Channel channel, Plan plan) => model.Known.Classify(subject, body, channel, plan);
}
