using System.Globalization;
using System.Text;
using Helpdesk.Domain.Tickets;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>A line of a list: just what it shows.</summary>
public sealed record TicketRow(
    Guid Id, string Number, string Subject, string Snippet, Priority Priority, TicketState State, Plan Plan, string Subcategory, double Confidence,
    string DecidedBy, bool NeedsTriage, Team Team, int Level, DateTimeOffset? DueAt, Target? DueTarget, string? DuePolicy, DateTimeOffset ChangedAt,
    bool Restricted, bool CustomerWaits, bool Undelivered, string Requester, string? Assignee, Guid? AssigneeId, Channel Channel)
{
    internal const string Columns = """
        t.id, t.number, t.subject, t.snippet, t.priority, t.state, t.plan, t.subcategory, t.confidence, t.decided_by, t.needs_triage, t.team,
        t.level, t.due_at, t.due_target, t.due_policy, t.changed_at, t.restricted, t.customer_waits, t.undelivered, r.name, p.name, t.assignee_id, t.channel
        """;

    internal const string From = "ticket t join requester r on r.id = t.requester_id left join person p on p.id = t.assignee_id";

    internal static TicketRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), (Priority)row.GetInt16(4), Slug<TicketState>(row, 5), (Plan)row.GetInt16(6),
        row.GetString(7), row.GetDouble(8), row.GetString(9), row.GetBoolean(10), Slug<Team>(row, 11), row.GetInt32(12), Time(row, 13),
        row.IsDBNull(14) ? null : Slug<Target>(row, 14), row.IsDBNull(15) ? null : row.GetString(15), Time(row, 16)!.Value, row.GetBoolean(17),
        row.GetBoolean(18), row.GetBoolean(19), row.GetString(20), row.IsDBNull(21) ? null : row.GetString(21), row.IsDBNull(22) ? null : row.GetGuid(22), Slug<Channel>(row, 23));

    private static DateTimeOffset? Time(NpgsqlDataReader row, int at) => row.IsDBNull(at) ? null : new DateTimeOffset(row.GetDateTime(at), TimeSpan.Zero);

    private static T Slug<T>(NpgsqlDataReader row, int at) where T : struct, Enum => Words.TryParse(row.GetString(at), out T value) ? value : default;

    /// <summary>Where a page ends: the next one starts behind it, whatever has changed in between.</summary>
    internal string Cursor(InboxView view)
    {
        var time = view.ByChange ? ChangedAt : DueAt ?? DateTimeOffset.MaxValue;
        return Convert.ToBase64String(Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{time.UtcTicks}.{Id:N}"))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
    }

    internal static (DateTime Time, Guid Id)? ReadCursor(string? cursor)
    {
        if (string.IsNullOrEmpty(cursor) || cursor.Length > 100) return null;
        var padded = cursor.Replace('-', '+').Replace('_', '/').PadRight((cursor.Length + 3) / 4 * 4, '=');
        var bytes = new byte[100];
        if (!Convert.TryFromBase64String(padded, bytes, out var length)) return null;
        var parts = Encoding.ASCII.GetString(bytes, 0, length).Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks && Guid.TryParseExact(parts[1], "N", out var id)
            ? (new DateTime(ticks, DateTimeKind.Utc), id)
            : null;
    }
}
