using System.Globalization;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Domain.Tests.Tickets;

/// <summary>Times as the tests write them: <c>2026-03-06 16:00</c> on the wall in New York, or with a trailing Z in UTC.</summary>
internal static class SlaCase
{
    public static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public static DateTimeOffset Time(string text)
    {
        var local = DateTime.Parse(text.TrimEnd('Z'), CultureInfo.InvariantCulture, DateTimeStyles.None);
        return text.EndsWith('Z')
            ? new DateTimeOffset(local, TimeSpan.Zero)
            : new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(local, NewYork));
    }

    /// <summary><c>2026-03-06 16:00 .. 2026-03-07 10:00; …</c>; without an end the pause is running.</summary>
    public static IReadOnlyList<Pause> Pauses(string text) =>
    [
        .. text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split(".."))
            .Select(p => new Pause(Time(p[0].Trim()), p[1].Trim() is { Length: > 0 } to ? Time(to) : null)),
    ];

    public static DueTimes Due(Plan plan, string subcategory, string arrivedAt, string pauses = "", int? tier = null) =>
        DueTimes.Of(new SlaFacts(plan, Taxonomy.Get(subcategory), tier, Time(arrivedAt)) { Pauses = Pauses(pauses) }, SlaPolicies.Shipped);
}
