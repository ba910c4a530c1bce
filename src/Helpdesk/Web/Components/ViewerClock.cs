using System.Globalization;

namespace Helpdesk.Web;

/// <summary>Light or dark; System follows the device.</summary>
public enum Theme { System, Light, Dark }

/// <summary>Rows of 44 or 36 px.</summary>
public enum Density { Comfortable, Compact }

/// <summary>
/// One instant for the whole page, and how the person looking reads it. Scoped: filled from the signed-in person before
/// the page is drawn; unfilled it is New York and English, where support sits (D3).
/// </summary>
public sealed class ViewerClock(TimeProvider time)
{
    private DateTimeOffset? _now;

    /// <summary>Read once, so that two figures on a page never disagree.</summary>
    public DateTimeOffset Now => _now ??= time.GetUtcNow();

    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public CultureInfo Culture { get; private set; } = CultureInfo.GetCultureInfo("en-US");

    public Theme Theme { get; private set; }

    public Density Density { get; private set; }

    public void Follow(TimeZoneInfo zone, CultureInfo culture, Theme theme = Theme.System, Density density = Density.Comfortable) =>
        (Zone, Culture, Theme, Density) = (zone, culture, theme, density);
}
