using Helpdesk.Domain.Tickets;

namespace Helpdesk.Features.Tickets;

/// <summary>A ticket folded again from its log, and where its stored row says otherwise (D30).</summary>
public static class Rebuild
{
    /// <param name="log">All events of the ticket with their times, oldest first.</param>
    public static Ticket From(Guid id, IEnumerable<(TicketEvent Change, DateTimeOffset At)> log)
    {
        var ticket = new Ticket { Id = id };
        foreach (var (change, at) in log) ticket.Apply(change, at);
        return ticket;
    }

    /// <returns>Names of what differs; empty when row and log agree.</returns>
    public static IReadOnlyList<string> Differences(Ticket row, Ticket rebuilt) =>
        [.. Coded(row).Zip(Coded(rebuilt), (a, b) => (a.Name, Same: Equals(a.Value, b.Value))).Where(p => !p.Same).Select(p => p.Name)];

    /// <summary>Everything that the log decides, words left out.</summary>
    private static IEnumerable<(string Name, object? Value)> Coded(Ticket t) =>
    [
        ("version", t.Version), ("arrived", t.ArrivedAt), ("changed", t.ChangedAt), ("channel", t.Channel), ("requester", t.RequesterId), ("account", t.AccountId),
        ("plan", t.Plan), ("courtesy_call", t.CourtesyCall), ("follow_up_of", t.FollowUpOf),
        ("state", t.State), ("look_again", t.LookAgain), ("resolved", t.ResolvedAt), ("closed", t.ClosedAt), ("not_for_support", t.NotForSupport),
        ("customer_waits", t.CustomerWaits), ("undelivered", t.Undelivered),
        ("team", t.Team), ("level", t.Level), ("owner", t.Owner), ("assignee", t.AssigneeId),
        ("category", t.Category), ("subcategory", t.Subcategory), ("confidence", t.Confidence), ("decided_by", t.DecidedBy), ("needs_triage", t.NeedsTriage),
        ("legal_review", t.LegalReview), ("priority", t.Priority), ("support_tier", t.SupportTier), ("impact", t.Impact), ("signals", string.Join(' ', t.Signals)),
        ("severity", t.Severity), ("incident", (t.IncidentDue, t.IncidentSince, t.IncidentPolicy)),
        ("restricted", t.Restricted), ("not_screened", t.NotScreened), ("silent", t.Silent),
        ("due", (t.DueAt, t.DueTarget, t.DuePolicy)),
        ("reached", string.Join(' ', t.Reached)),
        ("clocks", string.Join('\n', t.Clocks.Select(c => c.Value).OrderBy(c => c.Target))),
        ("pauses", string.Join('\n', t.Pauses.OrderBy(p => p.From).ThenBy(p => p.To).Select(p => (p.From, p.To)))),
    ];
}
