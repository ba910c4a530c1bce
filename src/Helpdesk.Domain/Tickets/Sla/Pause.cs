namespace Helpdesk.Domain.Tickets;

/// <summary>
/// Time during which the customer is waited for (D24), half-open: <c>[From, To)</c>. <paramref name="To"/> is null while the
/// ticket is still paused.
/// </summary>
public readonly record struct Pause(DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>What is wrong with a list of pauses, in plain words; null when they are in order, disjoint, and not before arrival.</summary>
    public static string? Problem(IReadOnlyList<Pause> pauses, DateTimeOffset arrivedAt)
    {
        var end = arrivedAt;
        for (var i = 0; i < pauses.Count; i++)
        {
            var pause = pauses[i];
            if (pause.From < arrivedAt) return $"pause {i + 1} begins before the ticket arrived";
            if (pause.From < end) return $"pause {i + 1} begins before the end of the one before it";
            if (pause.To < pause.From) return $"pause {i + 1} ends before it begins";
            if (pause.To is null && i < pauses.Count - 1) return $"pause {i + 1} has no end but is not the last";
            end = pause.To ?? end;
        }

        return null;
    }
}
