using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Commands;

namespace Helpdesk.Features.Tickets;

/// <summary>The support calendars as a form (D3): hours of each weekday, holidays, zone, and which plan has which.</summary>
[Requires(Permission.EditPolicies)]
public sealed class CalendarsModel(Dispatch dispatch) : PolicyPage(dispatch, "/policies/calendars", "Calendars")
{
    /// <summary>Monday first, as people read a week.</summary>
    public static IReadOnlyList<DayOfWeek> Week { get; } = [.. Enum.GetValues<DayOfWeek>().OrderBy(d => ((int)d + 6) % 7)];

    public string Day(CalendarRow calendar, DayOfWeek day) => Value($"{calendar.Slug}.{day}", calendar.Days[(int)day]);

    /// <summary>A box that is not ticked is not sent.</summary>
    public bool Always(CalendarRow calendar) => Typed.Count == 0 ? calendar.Always : Typed.ContainsKey($"{calendar.Slug}.always");

    protected override SlaChange Change()
    {
        var sheet = Shown.Calendars;
        return new SlaChange(null, sheet with
        {
            Calendars = [.. sheet.Calendars.Select(c => c with
            {
                Zone = Value($"{c.Slug}.zone", c.Zone).Trim(), Always = Always(c), Holidays = Value($"{c.Slug}.holidays", c.Holidays),
                Days = [.. Enum.GetValues<DayOfWeek>().Select(d => Day(c, d))],
            })],
            Plans = sheet.Plans.ToDictionary(p => p.Key, p => Value($"plan.{p.Key}", p.Value), StringComparer.Ordinal),
            Safety = Value("safety", sheet.Safety),
        });
    }
}
