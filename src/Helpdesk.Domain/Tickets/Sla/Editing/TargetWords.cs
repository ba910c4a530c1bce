using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// A target as people write and read it: <c>48 h</c>, <c>15 min</c>, <c>5 business days</c>, <c>6 business hours</c>, <c>same day</c>,
/// <c>next business day 17:00</c>, <c>no target</c>. Stored it is the text of <see cref="TargetTime"/>.
/// </summary>
public static class TargetWords
{
    /// <summary>What a sentence to whoever typed something else offers.</summary>
    public const string Examples = "48 h, 15 min, 5 business days, 6 business hours, same day, next business day 17:00 or no target";

    private const string NoTarget = "no target";
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <param name="stored">As <see cref="TargetTime"/> writes it.</param>
    public static string Of(string stored) => stored.Split(' ') switch
    {
        ["none"] => NoTarget,
        [var n, "bd", _] => n == "1" ? "1 business day" : $"{n} business days",
        [var n, "h", "business"] => n == "1" ? "1 business hour" : $"{n} business hours",
        [var n, "min", "business"] => $"{n} business minutes",
        [var n, var unit, "elapsed"] => $"{n} {unit}",
        _ => stored,
    };

    /// <returns>The text to store; null when it says nothing that a target can be. Nothing typed is no target.</returns>
    public static string? Read(string? typed)
    {
        var words = (typed ?? "").Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            [] or ["none"] or ["no", "target"] => "none",
            ["same", "day"] => "same day",
            ["next", "business", "day"] => "next business day 17:00",
            ["next", "business", "day", var time] when TimeOnly.TryParseExact(time, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at) => $"next business day {at:HH\\:mm}",
            [var number, "business", var unit] => Counted(number, unit, "business"),
            [var number, "bd"] => Counted(number, "day", "business"),
            [var number, var unit] => Counted(number, unit, "elapsed"),
            _ => null,
        };
    }

    private static string? Counted(string number, string unit, string clock)
    {
        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || n == 0) return null;
        var (stored, one) = (unit, clock) switch
        {
            ("min" or "minute" or "minutes", _) => ("min", TimeSpan.FromMinutes(1)),
            ("h" or "hour" or "hours", _) => ("h", TimeSpan.FromHours(1)),
            ("day" or "days", "business") => ("bd", TimeSpan.FromDays(1)),
            _ => ("", TimeSpan.Zero), // "5 days" may mean either clock (D19): it has to be said which
        };
        return one > TimeSpan.Zero && n <= Longest / one ? string.Create(CultureInfo.InvariantCulture, $"{n} {stored} {clock}") : null;
    }
}
