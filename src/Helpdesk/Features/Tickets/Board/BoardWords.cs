using System.Globalization;
using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>Figures of the board as they are written.</summary>
public static class BoardWords
{
    /// <summary>"94.2 %"; a dash where there is nothing to take a share of.</summary>
    public static string Share(int part, int whole) => whole == 0 ? "–" : string.Create(CultureInfo.InvariantCulture, $"{100.0 * part / whole:0.0} %");

    /// <summary>Against last week, with an arrow and words; null where there was nothing to compare with.</summary>
    public static (bool Better, string Words)? Against(ShowBoard.Counted part, ShowBoard.Counted whole)
    {
        if (whole.Now == 0 || whole.Before is null or 0) return null;
        var points = 100.0 * part.Now / whole.Now - 100.0 * part.Before!.Value / whole.Before.Value;
        return Math.Abs(points) < 0.05 ? (true, "as last week") : (points > 0, string.Create(CultureInfo.InvariantCulture, $"{(points > 0 ? "▲" : "▼")} {Math.Abs(points):0.0} points"));
    }

    /// <summary>Why a promise was not kept, as far as the clocks and the ticket tell.</summary>
    public static string Reason(ShowBoard.Breach breach) => breach switch
    {
        { StoppedAt: { } at } when at > breach.Due => $"{(breach.Target == Target.Resolution ? "Solved" : "Answered")} {Length(at - breach.Due)} late",
        { State: TicketState.OnHold } => "Waits for somebody else's part",
        { Assignee: null } => "Nobody has it",
        { Target: Target.Resolution } => "Not solved yet",
        _ => "Not answered yet",
    };

    /// <summary>"2 h 5 m".</summary>
    public static string Length(TimeSpan length) => length.TotalDays >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalDays} d {length.Hours} h")
        : length.TotalHours >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{(int)length.TotalHours} h {length.Minutes} m") : string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, (int)length.TotalMinutes)} m");

    public static string Mean(double number) => number.ToString(number < 10 ? "0.#" : "0", CultureInfo.InvariantCulture);
}
