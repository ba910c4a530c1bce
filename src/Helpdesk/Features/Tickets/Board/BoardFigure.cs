using Helpdesk.Domain.Tickets;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>
/// A figure of the board (D57): what it counts, in plain words and as a condition on a ticket aliased <c>t</c>. The list behind it is the
/// same condition (<c>is:late</c>), so that a figure always opens what it counted.
/// </summary>
/// <param name="Past">It counts what happened between <c>@from</c> and <c>@to</c>, so that it can be held against last week.</param>
public sealed record BoardFigure(string Slug, string Label, string Definition, string Where, bool Past = false)
{
    private const string Active = "t.state not in ('resolved', 'closed')";

    // D57: not-for-support tickets are left out; D25: missed by reclassification is counted apart.
    private const string InTime = "c.state = 'met' and c.stopped_at >= @from and c.stopped_at <= @to";
    private const string Missed = "c.state = 'missed' and not c.missed_by_reclassification and c.due >= @from and c.due <= @to";

    public static IReadOnlyList<BoardFigure> All { get; } =
    [
        new("late", "Late now", "Open tickets whose nearest promise, first reply, acknowledgment or solution, is over.", $"t.due_at < @now and {Active}"),
        new("due_1h", "Within 1 h", "Open tickets whose nearest promise falls due within an hour.", $"t.due_at >= @now and t.due_at < @in_1h and {Active}"),
        new("due_4h", "1 to 4 h", "Open tickets whose nearest promise falls due in one to four hours.", $"t.due_at >= @in_1h and t.due_at < @in_4h and {Active}"),
        new("due_today", "Later today", "Open tickets whose nearest promise falls due in more than four hours and before midnight, New York.", $"t.due_at >= @in_4h and t.due_at < @day_end and {Active}"),
        new("due_rest", "Due today", "Open tickets whose nearest promise falls due between now and midnight, New York.", $"t.due_at >= @now and t.due_at < @day_end and {Active}"),
        new("first_reply_decided", "First replies due or given", "Tickets whose first reply was given in time today, or fell due today without one.", Clock("first_response", $"({InTime}) or ({Missed})"), Past: true),
        new("first_reply_in_time", "First replies in time", "Tickets whose first reply was given today and in time, as a share of those whose first reply was given in time or fell due without one.", Clock("first_response", InTime), Past: true),
        new("solution_decided", "Solutions due or given", "Tickets that were solved in time today, or fell due today unsolved.", Clock("resolution", $"({InTime}) or ({Missed})"), Past: true),
        new("solution_in_time", "Solved in time", "Tickets that were solved today and in time, as a share of those that were solved in time or fell due unsolved.", Clock("resolution", InTime), Past: true),
        new("breached", "Breached", "Tickets with a promise to the customer that fell due today and was not kept by then; what only a new classification put in the past is left out.",
            $"not t.not_for_support and exists (select 1 from clock c where c.ticket_id = t.id and c.target <> 'escalation' and {Missed})", Past: true),
        new("arrived", "Arrived", "Tickets that came in today, by whatever channel; those not for support are left out.", "t.arrived_at >= @from and t.arrived_at <= @to and not t.not_for_support", Past: true),
        new("solved", "Solved", "Tickets that were resolved today and still are; those not for support are left out.", "t.resolved_at >= @from and t.resolved_at <= @to and not t.not_for_support", Past: true),
        new("moved_up", "Moved up", "Tickets that went up a level today, by a person or by their escalation clock.", Event("escalated"), Past: true),
        new("called", "Leads called", "Tickets whose escalation time came today on the top level, where the lead and Executive are called.", Event("leads_called"), Past: true),
    ];

    public static BoardFigure? Find(string slug) => All.FirstOrDefault(f => f.Slug == slug);

    /// <summary>The instants of the conditions; a day begins at midnight where the Standard calendar is.</summary>
    /// <param name="calendar">Of business days (D3).</param>
    /// <param name="shift">How far back the past is looked at; zero for today.</param>
    internal static void Parameters(NpgsqlParameterCollection parameters, SupportCalendar calendar, DateTimeOffset now, TimeSpan shift)
    {
        var date = calendar.DateOf(now);
        Add("from", calendar.At(date, TimeSpan.Zero) - shift);
        Add("to", now - shift);
        Add("in_1h", now.AddHours(1));
        Add("in_4h", now.AddHours(4));
        Add("day_end", calendar.At(date, TimeSpan.FromHours(24)));

        void Add(string name, DateTimeOffset at) => parameters.AddWithValue(name, at.UtcDateTime);
    }

    private static string Clock(string target, string condition) =>
        $"not t.not_for_support and exists (select 1 from clock c where c.ticket_id = t.id and c.target = '{target}' and ({condition}))";

    private static string Event(string type) => $"exists (select 1 from ticket_event e where e.ticket_id = t.id and e.type = '{type}' and e.at >= @from and e.at <= @to)";
}
