namespace Helpdesk.Domain.Tickets;

/// <summary>What a mail says about the conversation it belongs to (D31), as read from its headers.</summary>
/// <param name="TokenNumber">The ticket number of a reply address of ours whose MAC is right.</param>
/// <param name="MessageIds">Message-IDs of In-Reply-To and References, newest first.</param>
/// <param name="SubjectNumber">The number in <c>[#…]</c> of the subject; a hint that needs a sender who takes part.</param>
public sealed record ThreadClues(string? TokenNumber, IReadOnlyList<string> MessageIds, string? SubjectNumber);

/// <summary>A ticket that a clue leads to, and whether the sender takes part in it.</summary>
public sealed record ThreadCandidate(string Number, bool SenderTakesPart);

/// <summary>
/// Finds the conversation of a mail (D31): reply token, then known Message-IDs, then the subject's number. It trusts nothing that a
/// stranger can guess: a number alone opens nothing. What it does not do: look at names, times or similar subjects.
/// </summary>
public static class Threading
{
    /// <summary>References beyond this many are not looked up: the newest say where a reply belongs.</summary>
    public const int MostReferences = 200;

    private const int NumberLength = 6;

    /// <summary>Reads <c>[#7K3M9Q]</c>; the first number that could be one of ours.</summary>
    public static string? NumberInSubject(string subject)
    {
        for (var at = subject.IndexOf("[#", StringComparison.Ordinal); at >= 0; at = subject.IndexOf("[#", at + 1, StringComparison.Ordinal))
        {
            var end = at + 2 + NumberLength;
            if (end < subject.Length && subject[end] == ']' && TicketNumber.Normalise(subject[(at + 2)..end]) is { } number) return number;
        }

        return null;
    }

    /// <summary>In-Reply-To first, then References from the newest back; each once.</summary>
    public static IReadOnlyList<string> MessageIds(string inReplyTo, string references)
    {
        var ids = Angled(inReplyTo).Concat(Angled(references).Reverse());
        return [.. ids.Distinct(StringComparer.Ordinal).Take(MostReferences)];
    }

    /// <summary>The first clue that leads somewhere wins; what is unknown here counts as none.</summary>
    /// <param name="byToken">The ticket of the reply token.</param>
    /// <param name="byMessageId">The ticket of the newest known Message-ID.</param>
    /// <param name="bySubject">The ticket of the subject's number.</param>
    public static string? Decide(ThreadCandidate? byToken, ThreadCandidate? byMessageId, ThreadCandidate? bySubject) =>
        byToken?.Number ?? byMessageId?.Number ?? (bySubject is { SenderTakesPart: true } ? bySubject.Number : null);

    private static IEnumerable<string> Angled(string header)
    {
        for (var open = header.IndexOf('<', StringComparison.Ordinal); open >= 0; open = header.IndexOf('<', open + 1))
        {
            var close = header.IndexOf('>', open);
            if (close < 0) yield break;
            if (close - open is > 2 and < 998) yield return header[open..(close + 1)];
        }
    }
}
