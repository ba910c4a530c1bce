namespace Helpdesk.Platform.Demo;

/// <summary>The time in which the demo world is made: it walks from act to act, sixty days in half a minute, and never back.</summary>
internal sealed class WalkingClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void WalkTo(DateTimeOffset time) => Interlocked.Exchange(ref _ticks, Math.Max(Interlocked.Read(ref _ticks), time.UtcTicks));
}
