using System.Globalization;
using System.Text.Json;

namespace Helpdesk.Domain.Tickets;

/// <summary>
/// The support calendars of D3 as versioned data: who is on shift, who is notified, how "we answer by …" is worded.
/// Business-day targets of every plan count the hours that <see cref="SlaPolicies"/> names, not those of the plan.
/// </summary>
public sealed class SupportCalendars
{
    private static readonly Lazy<SupportCalendars> Default = new(() => Parse(ShippedData.Text("calendars.json")));
    private readonly Dictionary<string, SupportCalendar> _calendars;
    private readonly Dictionary<Plan, SupportCalendar> _plans;

    private SupportCalendars(int version, Dictionary<string, SupportCalendar> calendars, Dictionary<Plan, SupportCalendar> plans, SupportCalendar safety)
    {
        (Version, _calendars, _plans, Safety) = (version, calendars, plans, safety);
    }

    /// <summary>Those of D3.</summary>
    public static SupportCalendars Shipped => Default.Value;

    public int Version { get; }

    /// <summary>The hours of safety, for every plan.</summary>
    public SupportCalendar Safety { get; }

    /// <exception cref="FormatException">No calendar has this slug.</exception>
    public SupportCalendar this[string slug] =>
        _calendars.TryGetValue(slug, out var calendar) ? calendar : throw new FormatException($"no calendar is called \"{slug}\"");

    public SupportCalendar For(Plan plan) => _plans[plan];

    /// <exception cref="FormatException">The data is not what <c>Shipped/calendars.json</c> looks like; the message says where.</exception>
    public static SupportCalendars Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var calendars = root.GetProperty("calendars").EnumerateArray().Select(Calendar).ToDictionary(c => c.Slug, StringComparer.Ordinal);
            var plans = root.GetProperty("plans");
            return new SupportCalendars(
                root.GetProperty("version").GetInt32(),
                calendars,
                Plans.All.ToDictionary(p => p, p => calendars[plans.GetProperty(p.Slug()).GetString()!]),
                calendars[root.GetProperty("safety").GetString()!]);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException or TimeZoneNotFoundException)
        {
            throw new FormatException($"calendars: {problem.Message}", problem);
        }
    }

    private static SupportCalendar Calendar(JsonElement element)
    {
        var slug = element.GetProperty("slug").GetString()!;
        var zone = TimeZoneInfo.FindSystemTimeZoneById(element.GetProperty("zone").GetString()!);
        var holidays = element.GetProperty("holidays").EnumerateObject()
            .ToDictionary(h => DateOnly.ParseExact(h.Name, "yyyy-MM-dd", CultureInfo.InvariantCulture), h => h.Value.GetString()!);
        var hours = element.GetProperty("hours");
        if (hours.ValueKind != JsonValueKind.String)
            return new SupportCalendar(slug, zone, hours.EnumerateObject().ToDictionary(d => Weekday(d.Name), d => Ranges(d.Value)), holidays);

        if (!hours.ValueEquals("always")) throw new FormatException($"calendar {slug}: hours are \"always\" or ranges per weekday");
        var always = Enum.GetValues<DayOfWeek>().ToDictionary(d => d, IReadOnlyList<OpeningHours> (_) => [new(TimeSpan.Zero, TimeSpan.FromHours(24))]);
        return new SupportCalendar(slug, zone, always, holidays);
    }

    private static DayOfWeek Weekday(string name) =>
        Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) && Enum.IsDefined(day) ? day : throw new FormatException($"\"{name}\" is no weekday");

    private static IReadOnlyList<OpeningHours> Ranges(JsonElement ranges) =>
        [.. ranges.EnumerateArray().Select(r => r.GetString()!.Split('-')).Select(r => r is [var from, var to]
            ? new OpeningHours(TimeOfDay(from), TimeOfDay(to))
            : throw new FormatException("opening hours look like 09:00-17:00"))];

    /// <summary>00:00 to 24:00.</summary>
    internal static TimeSpan TimeOfDay(string text) =>
        text == "24:00" ? TimeSpan.FromHours(24) : TimeOnly.ParseExact(text, "HH:mm", CultureInfo.InvariantCulture).ToTimeSpan();
}
