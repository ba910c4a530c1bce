using Helpdesk.Domain.Access;

namespace Helpdesk.Platform.Commands;

/// <summary>Who sends the commands of this scope, and the id that ties together what comes of it (D52).</summary>
public sealed class Caller
{
    public Viewer Viewer { get; set; } = Viewer.Nobody;

    public string CorrelationId { get; set; } = "";

    /// <summary>The person's id; for commands that only people send.</summary>
    /// <exception cref="NotAllowed">Nobody is signed in.</exception>
    public Guid PersonId => Viewer.PersonId ?? throw new NotAllowed();
}

/// <summary>Time, read once by a handler and passed on as a value; whole milliseconds, as tables and clients hold it.</summary>
public static class Instants
{
    public static DateTimeOffset Instant(this TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new DateTimeOffset(now.Ticks - now.Ticks % TimeSpan.TicksPerMillisecond, TimeSpan.Zero);
    }
}
