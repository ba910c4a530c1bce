namespace Helpdesk.Sandbox.Clock;

/// <summary>Real time plus what was advanced. It never goes back: neither do the events that it stamps.</summary>
internal sealed class SandboxClock : TimeProvider
{
    private long ahead;

    public override DateTimeOffset GetUtcNow() => TimeProvider.System.GetUtcNow().AddTicks(Interlocked.Read(ref ahead));

    public void Advance(TimeSpan by) => Interlocked.Add(ref ahead, by.Ticks);
}
