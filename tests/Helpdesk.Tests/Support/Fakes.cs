using System.Collections.Concurrent;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Tests.Support;

/// <summary>The application's clock, moved by hand; it runs on from where it was set.</summary>
public sealed class TestClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + new TimeSpan(Interlocked.Read(ref _ahead));

    /// <summary>What is measured on this clock takes as long as it was advanced meanwhile, and longer by what really passed.</summary>
    public override long GetTimestamp() => System.GetTimestamp() + (long)(new TimeSpan(Interlocked.Read(ref _ahead)).TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ahead, by.Ticks);

    public void Set(DateTimeOffset now) => Interlocked.Exchange(ref _ahead, (now - System.GetUtcNow()).Ticks);
}

/// <summary>Takes every mail and keeps it; <see cref="Next"/> lets the next one go wrong.</summary>
public sealed class MailCatcher : IMailTransport
{
    public ConcurrentQueue<OutgoingMail> All { get; } = [];

    public ConcurrentQueue<SendOutcome> Next { get; } = [];

    public Task<SendOutcome> Send(OutgoingMail mail, CancellationToken stop)
    {
        if (Next.TryDequeue(out var outcome) && outcome is not SendOutcome.Accepted) return Task.FromResult(outcome);
        All.Enqueue(mail);
        return Task.FromResult<SendOutcome>(new SendOutcome.Accepted("caught-" + All.Count));
    }
}
