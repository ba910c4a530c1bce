using Helpdesk.Domain.Access;

namespace Helpdesk.Features.Tickets;

/// <summary>The views on the left of the inbox (UX 1): a condition, an order, and the icon and key they go by.</summary>
public sealed record InboxView(string Key, string Label, string Icon, string Shortcut, string Where, bool ByChange = false)
{
    /// <summary>The predicate of the partial indexes, word for word.</summary>
    private const string Active = "t.state not in ('resolved', 'closed')";

    public static IReadOnlyList<InboxView> All { get; } =
    [
        new("mine", "Mine", "person", "m", $"t.assignee_id = @me and {Active}"),
        new("unassigned", "Unassigned", "inbox", "u", $"t.assignee_id is null and {Active}"),
        new("team", "My team", "people", "t", $"t.team = any(@my_teams) and {Active}"),
        new("due", "Due soon", "clock", "d", $"t.due_at < @soon and {Active}"),
        new("triage", "Needs triage", "split", "s", $"t.needs_triage and {Active}"),
        new("waiting", "Waiting", "pause", "w", "t.state in ('pending', 'on_hold')"),
        new("all", "All", "menu", "a", "true", ByChange: true),
        new("restricted", "Restricted", "lock", "r", "t.restricted"),
    ];

    /// <summary>The restricted view exists for those only who meet what is in it (D34).</summary>
    public static IEnumerable<InboxView> For(Viewer viewer) => All.Where(v => v.Key != "restricted" || viewer.SeesRestricted);

    public static InboxView? Find(string? key, Viewer viewer) => For(viewer).FirstOrDefault(v => v.Key == key);

    /// <summary>Paused clocks stand last; an expression, so that the keyset needs no case for null.</summary>
    public string Order => ByChange ? "t.changed_at desc, t.id desc" : "coalesce(t.due_at, 'infinity'), t.id";

    /// <summary>What comes after the row of the cursor in this order.</summary>
    public string After => ByChange ? "(t.changed_at, t.id) < (@after_time, @after_id)" : "(coalesce(t.due_at, 'infinity'), t.id) > (@after_time, @after_id)";
}
