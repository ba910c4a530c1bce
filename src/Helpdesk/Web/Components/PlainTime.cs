using System.Globalization;

namespace Helpdesk.Web;

/// <summary>
/// Times in plain words. Amounts are cut, never rounded up: "in 38 m" never promises a minute that is not there. The
/// script layer keeps the same words going (wwwroot/js/times.js).
/// </summary>
public static class PlainTime
{
    private sealed record Vocabulary(string Day, string Hour, string Minute, string Under, string In, string Ago, string JustNow);

    private static readonly Vocabulary English = new("d", "h", "m", "under 1 m", "in {0}", "{0} ago", "just now");
    private static readonly Vocabulary Dutch = new("d", "u", "m", "minder dan 1 m", "over {0}", "{0} geleden", "zojuist");

    /// <summary>"38 m", "3 h 20 m", "2 d 6 h", from a week on "12 d"; below a minute "under 1 m". The sign is dropped.</summary>
    public static string Amount(TimeSpan span, CultureInfo culture)
    {
        var words = Of(culture);
        var (days, hours, minutes) = (Math.Abs(span.Days), Math.Abs(span.Hours), Math.Abs(span.Minutes));
        return (days, hours, minutes) switch
        {
            ( >= 7, _, _) => Join(days, words.Day),
            ( > 0, _, _) => Join(days, words.Day, hours, words.Hour),
            (_, > 0, _) => Join(hours, words.Hour, minutes, words.Minute),
            (_, _, > 0) => Join(minutes, words.Minute),
            _ => words.Under,
        };
    }

    /// <summary>"in 2 h 10 m", "12 m ago"; the minute that has just passed is "just now".</summary>
    public static string Relative(DateTimeOffset at, DateTimeOffset now, CultureInfo culture)
    {
        var words = Of(culture);
        if (at > now) return string.Format(culture, words.In, Amount(at - now, culture));
        return now - at < TimeSpan.FromMinutes(1) ? words.JustNow : string.Format(culture, words.Ago, Amount(now - at, culture));
    }

    /// <summary>The largest unit alone, for narrow columns: "2 m", "4 h", "3 d".</summary>
    public static string Short(DateTimeOffset at, DateTimeOffset now, CultureInfo culture)
    {
        var words = Of(culture);
        var span = (now - at).Duration();
        return span switch
        {
            { TotalDays: >= 1 } => Join(span.Days, words.Day),
            { TotalHours: >= 1 } => Join(span.Hours, words.Hour),
            _ => Join(span.Minutes, words.Minute),
        };
    }

    /// <summary>As close as needed: "13:58" today, "Fri 13:58" within six days, "Thu 19 Nov 10:12", another year "19 Nov 2025".</summary>
    public static string Stamp(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone, CultureInfo culture)
    {
        var (there, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        var days = Math.Abs((there.Date - today.Date).Days);
        var format = days == 0 ? "HH:mm"
            : days < 7 ? "ddd HH:mm"
            : there.Year == today.Year ? "ddd d MMM HH:mm"
            : "d MMM yyyy";
        return there.ToString(format, culture);
    }

    /// <summary>To the second with the place the zone is named after: "Fri 20 Nov 2026 13:58:20 New York".</summary>
    public static string Exact(DateTimeOffset at, TimeZoneInfo zone, CultureInfo culture) =>
        $"{TimeZoneInfo.ConvertTime(at, zone).ToString("ddd d MMM yyyy HH:mm:ss", culture)} {Place(zone)}";

    /// <summary>"America/New_York" → "New York".</summary>
    public static string Place(TimeZoneInfo zone) =>
        zone.Id[(zone.Id.LastIndexOf('/') + 1)..].Replace('_', ' ');

    private static Vocabulary Of(CultureInfo culture) =>
        string.Equals(culture.TwoLetterISOLanguageName, "nl", StringComparison.Ordinal) ? Dutch : English;

    private static string Join(int amount, string unit) => string.Create(CultureInfo.InvariantCulture, $"{amount} {unit}");

    private static string Join(int large, string largeUnit, int small, string smallUnit) =>
        small == 0 ? Join(large, largeUnit) : $"{Join(large, largeUnit)} {Join(small, smallUnit)}";
}
