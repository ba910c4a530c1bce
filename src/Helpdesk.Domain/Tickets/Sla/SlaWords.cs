using System.Globalization;

namespace Helpdesk.Domain.Tickets;

/// <summary>Lengths and instants as the proof writes them (D25a): English, unambiguous, the same on every machine.</summary>
internal static class SlaWords
{
    /// <summary><c>2 d 3 h 15 min</c>; seconds only where there are some.</summary>
    public static string Length(TimeSpan length)
    {
        (long Number, string Unit)[] parts = [(length.Days, "d"), (length.Hours, "h"), (length.Minutes, "min"), (length.Seconds, "s")];
        var words = string.Join(' ', parts.Where(p => p.Number != 0).Select(p => $"{p.Number} {p.Unit}"));
        return words.Length > 0 ? words : length == TimeSpan.Zero ? "0 min" : "less than 1 s";
    }

    /// <summary>Business time: hours, not days of 24 hours.</summary>
    public static string Hours(TimeSpan length)
    {
        var hours = (long)length.TotalHours;
        var rest = length - TimeSpan.FromHours(hours);
        return hours == 0 ? Length(rest) : rest == TimeSpan.Zero ? $"{hours} h" : $"{hours} h {Length(rest)}";
    }

    /// <summary><c>Fri 2026-03-06 16:00 -05:00</c>.</summary>
    public static string Instant(DateTimeOffset at, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(at, zone);
        return local.ToString(local.Second == 0 ? "ddd yyyy-MM-dd HH:mm zzz" : "ddd yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
    }
}
