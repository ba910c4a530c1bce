using System.Globalization;
using System.Text.Json.Nodes;

namespace Helpdesk.Domain.Tickets;

/// <summary>One calendar as it is written by hand.</summary>
/// <param name="Always">24/7: the days below do not count.</param>
/// <param name="Days">Of Sunday to Saturday: ranges such as <c>09:00-12:00, 13:00-17:00</c>; empty is closed.</param>
/// <param name="Holidays">A date and its name a line: <c>2026-12-25 Christmas Day</c>.</param>
public sealed record CalendarRow(string Slug, string Zone, bool Always, IReadOnlyList<string> Days, string Holidays)
{
    public string Title => char.ToUpperInvariant(Slug[0]) + Slug[1..].Replace('_', ' ');
}

/// <summary>The support calendars as an administrator edits them (D3).</summary>
/// <param name="Plans">The slug of the calendar of each plan.</param>
public sealed record CalendarSheet(int Version, IReadOnlyList<CalendarRow> Calendars, IReadOnlyDictionary<string, string> Plans, string Safety)
{
    private const int MostHolidays = 400;

    /// <exception cref="FormatException">The text is not what <c>Shipped/calendars.json</c> looks like.</exception>
    public static CalendarSheet Read(string json)
    {
        var root = JsonNode.Parse(json) ?? throw new FormatException("calendars: empty");
        return new CalendarSheet(
            (int)root["version"]!,
            [.. root["calendars"]!.AsArray().Select(c => Read(c!.AsObject()))],
            root["plans"]!.AsObject().ToDictionary(p => p.Key, p => (string)p.Value!, StringComparer.Ordinal), (string)root["safety"]!);
    }

    /// <summary>Every problem in a plain sentence; empty when it can be saved.</summary>
    public IReadOnlyList<string> Problems()
    {
        var found = Calendars.SelectMany(Problems).ToList();
        var slugs = Calendars.Select(c => c.Slug).ToHashSet(StringComparer.Ordinal);
        found.AddRange(Plans.Where(p => !slugs.Contains(p.Value)).Select(p => $"{p.Key}: choose one of the calendars."));
        if (!slugs.Contains(Safety)) found.Add("Safety: choose one of the calendars.");
        return found;
    }

    /// <summary>What changed, for the list of versions.</summary>
    public IReadOnlyList<string> Against(CalendarSheet before)
    {
        var changes = new List<string>();
        foreach (var (now, was) in Calendars.Select(c => (c, before.Calendars.First(b => b.Slug == c.Slug))))
        {
            if (now.Zone != was.Zone) changes.Add($"{now.Title}: zone {was.Zone} → {now.Zone}");
            if (now.Always != was.Always) changes.Add($"{now.Title}: {(now.Always ? "now always open" : "no longer always open")}");
            for (var day = 0; day < now.Days.Count && !now.Always; day++)
                if (Tidy(now.Days[day]) != Tidy(was.Days[day])) changes.Add($"{now.Title}, {(DayOfWeek)day}: {Shown(was.Days[day])} → {Shown(now.Days[day])}");
            var (holidays, known) = (Dates(now), Dates(was));
            changes.AddRange(holidays.Except(known).Select(h => $"{now.Title}: closed on {h}"));
            changes.AddRange(known.Except(holidays).Select(h => $"{now.Title}: open on {h}"));
        }

        changes.AddRange(Plans.Where(p => before.Plans[p.Key] != p.Value).Select(p => $"{p.Key}: {before.Plans[p.Key]} → {p.Value}"));
        if (Safety != before.Safety) changes.Add($"safety: {before.Safety} → {Safety}");
        return changes;

        static string Shown(string day) => Tidy(day) is { Length: > 0 } open ? open : "closed";
        static List<string> Dates(CalendarRow row) => [.. Lines(row.Holidays).Select(l => string.Join(' ', l))];
    }

    /// <summary>The text to store. Only of a sheet without <see cref="Problems()"/>.</summary>
    public override string ToString() => new JsonObject
    {
        ["version"] = Version,
        ["calendars"] = new JsonArray([.. Calendars.Select(Written)]),
        ["plans"] = new JsonObject(Plans.Select(p => KeyValuePair.Create(p.Key, (JsonNode?)JsonValue.Create(p.Value)))),
        ["safety"] = Safety,
    }.ToJsonString();

    private static IEnumerable<string> Problems(CalendarRow row)
    {
        if (row.Zone.Trim().Length == 0 || !TimeZoneInfo.TryFindSystemTimeZoneById(row.Zone.Trim(), out _))
            yield return $"{row.Title}: \"{row.Zone}\" is no time zone. Write one such as America/New_York.";
        if (!row.Always && row.Days.All(d => Tidy(d).Length == 0)) yield return $"{row.Title}: at least one hour of the week is open.";
        for (var day = 0; day < row.Days.Count && !row.Always; day++)
            if (ProblemOf(row.Days[day]) is { } problem) yield return $"{row.Title}, {(DayOfWeek)day}: {problem}";
        var dates = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in Lines(row.Holidays))
        {
            if (!DateOnly.TryParseExact(line[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
                yield return $"{row.Title}: \"{string.Join(' ', line)}\" is no holiday. Write one a line, such as 2026-12-25 Christmas Day.";
            else if (!dates.Add(line[0])) yield return $"{row.Title}: {line[0]} is there twice.";
        }

        if (dates.Count > MostHolidays) yield return $"{row.Title}: at most {MostHolidays} holidays.";
    }

    private static string? ProblemOf(string day)
    {
        var end = TimeSpan.Zero;
        foreach (var range in Ranges(day))
        {
            if (range.Split('-', StringSplitOptions.TrimEntries) is not [var from, var to] || Time(from) is not { } opens || Time(to) is not { } closes)
                return $"\"{range}\" is no range. Write them as 09:00-12:00, 13:00-17:00; a day ends at 24:00.";
            if (closes <= opens) return $"{range} ends before it begins.";
            if (opens < end) return $"{range} begins before the range in front of it ends.";
            end = closes;
        }

        return null;
    }

    private static CalendarRow Read(JsonObject calendar)
    {
        var days = Enum.GetValues<DayOfWeek>().Select(_ => "").ToArray();
        var always = calendar["hours"] is JsonValue;
        if (!always)
        {
            foreach (var (name, ranges) in calendar["hours"]!.AsObject())
                days[(int)Enum.Parse<DayOfWeek>(name, ignoreCase: true)] = string.Join(", ", ranges!.AsArray().Select(r => (string)r!));
        }

        var holidays = calendar["holidays"]!.AsObject().OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => $"{h.Key} {(string)h.Value!}".Trim());
        return new CalendarRow((string)calendar["slug"]!, (string)calendar["zone"]!, always, days, string.Join('\n', holidays));
    }

    private static JsonNode Written(CalendarRow row) => new JsonObject
    {
        ["slug"] = row.Slug,
        ["zone"] = row.Zone.Trim(),
        ["hours"] = row.Always ? "always" : new JsonObject(row.Days.Select((ranges, day) => (ranges, day)).Where(d => Tidy(d.ranges).Length > 0)
            .Select(d => KeyValuePair.Create(((DayOfWeek)d.day).ToString().ToLowerInvariant(), (JsonNode?)new JsonArray([.. Tidy(d.ranges).Split(", ").Select(r => (JsonNode)r)])))),
        ["holidays"] = new JsonObject(Lines(row.Holidays).Select(l => KeyValuePair.Create(l[0], (JsonNode?)JsonValue.Create(l.Length > 1 ? l[1] : "")))),
    };

    private static IEnumerable<string> Ranges(string day) => day.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The ranges of a day written as they are stored; what cannot be read stays as it is.</summary>
    private static string Tidy(string day) => string.Join(", ", Ranges(day).Select(r =>
        r.Split('-', StringSplitOptions.TrimEntries) is [var from, var to] && Time(from) is { } opens && Time(to) is { } closes ? $"{Written(opens)}-{Written(closes)}" : r));

    private static string Written(TimeSpan time) => time == TimeSpan.FromHours(24) ? "24:00" : time.ToString(@"hh\:mm", CultureInfo.InvariantCulture);

    private static TimeSpan? Time(string text) => text == "24:00" ? TimeSpan.FromHours(24)
        : TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time.ToTimeSpan() : null;

    private static IEnumerable<string[]> Lines(string text) => text.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(l => l.Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
