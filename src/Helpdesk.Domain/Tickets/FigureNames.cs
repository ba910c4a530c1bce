namespace Helpdesk.Domain.Tickets;

/// <summary>The figures of the board by which a list can be asked for (D57: every figure opens the tickets behind it).</summary>
public static class FigureNames
{
    public static IReadOnlyList<string> All { get; } =
    [
        "late", "due_1h", "due_4h", "due_today", "due_rest", "first_reply_decided", "first_reply_in_time", "solution_decided", "solution_in_time",
        "breached", "arrived", "solved", "moved_up", "called",
    ];
}
