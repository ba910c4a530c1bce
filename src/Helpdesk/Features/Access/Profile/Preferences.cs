using System.Globalization;
using System.Security.Claims;
using Helpdesk.Web;

namespace Helpdesk.Features.Access;

/// <summary>How somebody reads the pages: from the cookie, so that no page asks the database for it.</summary>
internal sealed record Preferences(string? ZoneId, string? Locale, string? Theme, string? Density)
{
    /// <summary>What the pages are checked in; dates and numbers follow it, the words are English.</summary>
    public static IReadOnlyList<string> Locales { get; } = ["en-US", "en-GB", "nl-NL", "de-DE", "fr-FR", "es-ES", "pt-PT"];

    /// <summary>Places only: <c>Etc/GMT+5</c> means the opposite of what it says.</summary>
    public static IReadOnlyList<string> Zones { get; } =
        [.. TimeZoneInfo.GetSystemTimeZones().Where(z => z.HasIanaId && IsPlace(z.Id)).Select(z => z.Id).Append("UTC").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static Preferences Of(ClaimsPrincipal person) => new(
        person.FindFirstValue(PersonClaims.Zone), person.FindFirstValue(PersonClaims.Locale), person.FindFirstValue(PersonClaims.Theme), person.FindFirstValue(PersonClaims.Density));

    /// <summary>What is unknown here, such as a zone of a newer list, leaves the default in place: a page never fails over it.</summary>
    public void Fill(ViewerClock clock) => clock.Follow(
        ZoneId is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ZoneId, out var zone) ? zone : clock.Zone,
        Locale is not null && Locales.Contains(Locale) ? CultureInfo.GetCultureInfo(Locale) : clock.Culture,
        Enum.TryParse<Theme>(Theme, ignoreCase: true, out var theme) ? theme : Web.Theme.System,
        Density == "compact" ? Web.Density.Compact : Web.Density.Comfortable);

    private static bool IsPlace(string id)
    {
        string[] continents = ["Africa/", "America/", "Antarctica/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/"];
        return continents.Any(c => id.StartsWith(c, StringComparison.Ordinal));
    }
}
