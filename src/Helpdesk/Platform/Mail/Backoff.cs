namespace Helpdesk.Platform.Mail;

/// <summary>How long a mail waits after a failed attempt: short first, as most failures are, then half an hour each time.</summary>
public static class Backoff
{
    /// <summary>After so many attempts, about two days, the mail is dead-lettered (D24).</summary>
    public const int LastAttempt = 100;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(30);

    /// <summary>5, 15, 45, 135, 405 and 1,215 seconds, then 30 minutes.</summary>
    /// <param name="attempt">How many attempts were made, from 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 1.</exception>
    public static TimeSpan After(int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        var wait = First * Math.Pow(3, Math.Min(attempt, 10) - 1);
        return wait < Longest ? wait : Longest;
    }
}
