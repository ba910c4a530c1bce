using System.Globalization;

namespace Helpdesk.Features.Tickets;

/// <summary>Shifts in plain words.</summary>
public static class TeamWords
{
    /// <summary>Monday first.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public static string Short(DayOfWeek day) => day.ToString()[..3];

    /// <summary>"Mon–Fri", or the days one by one.</summary>
    public static string Days(Shift shift)
    {
        var days = Week.Where(shift.Weekly.Days.Contains).ToList();
        var (first, last) = (Place(days[0]), Place(days[^1]));
        return days.Count > 2 && last - first == days.Count - 1 ? $"{Short(days[0])}–{Short(days[^1])}" : string.Join(", ", days.Select(Short));
    }

    public static string Hours(Shift shift) =>
        string.Create(CultureInfo.InvariantCulture, $"{shift.Begins:HH:mm}–{shift.Ends:HH:mm}") + (shift.Ends <= shift.Begins ? " next day" : "");

    private static int Place(DayOfWeek day) => ((int)day + 6) % 7;
}
