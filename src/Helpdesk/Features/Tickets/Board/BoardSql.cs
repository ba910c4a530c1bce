using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Platform.Database;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>The statements of the board, in the order in which <see cref="BoardReader"/> reads them.</summary>
internal sealed class BoardSql(Viewer viewer, SupportCalendar business, DateTimeOffset now)
{
    private const string Active = "t.state not in ('resolved', 'closed')";
    private const string Scope = $"{Visibility.Sql} and (@everything or t.team = any(@own))";

    /// <summary>Empty for who sees the board of all teams.</summary>
    public IReadOnlyList<Team> Own { get; } = viewer.May(Permission.ReadBoard) ? [] : viewer.Teams;

    public IEnumerable<NpgsqlBatchCommand> All()
    {
        yield return Command("select " + string.Join(", ", BoardFigure.All.Select(Count)));
        yield return Command("select " + string.Join(", ", BoardFigure.All.Where(f => f.Past).Select(Count)), TimeSpan.FromDays(7));
        yield return Command($"""
            select l.team, l.assignee_id, p.name, coalesce(d.cap, {Assignment.DefaultCap}), l.open, l.unassigned, l.today, l.late from (
                select t.team, t.assignee_id, grouping(t.team) as of_person, count(*)::int as open, count(*) filter (where t.assignee_id is null)::int as unassigned,
                    count(*) filter (where t.due_at >= @now and t.due_at < @day_end)::int as today, count(*) filter (where t.due_at < @now)::int as late
                from ticket t where {Active} and {Scope} group by grouping sets ((t.team), (t.assignee_id))) l
            left join person p on p.id = l.assignee_id left join duty d on d.person_id = l.assignee_id
            where l.of_person = 0 or l.assignee_id is not null order by l.of_person, l.open desc, p.name
            """);
        yield return Command($"""
            select t.number, c.target, c.due, c.policy, c.stopped_at, t.team, p.name, t.state from clock c join ticket t on t.id = c.ticket_id
            left join person p on p.id = t.assignee_id
            where c.state = 'missed' and not c.missed_by_reclassification and c.due >= @from and c.due <= @to and c.target <> 'escalation'
                and not t.not_for_support and {Scope} order by c.due desc, t.number limit {BoardReader.MostBreaches}
            """);
        yield return Command($"""
            select case when t.due_at < @now then -1 else floor(extract(epoch from t.due_at - @now) / 3600) end::int, t.category, count(*)::float8
            from ticket t where {Active} and t.due_at < @horizon and {Scope} group by 1, 2
            """);
        // Means of the same hours of the last four weeks: what arrives within the window and falls due within it.
        yield return Command($"""
            select floor(extract(epoch from c.due - w.since) / 3600)::int, t.category, count(*) / 4.0::float8
            from (select @now - n * interval '7 days' as since from generate_series(1, 4) n) w
            join ticket t on t.arrived_at >= w.since and t.arrived_at < w.since + interval '{ShowBoard.Hours} hours'
            join clock c on c.ticket_id = t.id and c.target = 'first_response' and c.due >= w.since and c.due < w.since + interval '{ShowBoard.Hours} hours'
            where not t.not_for_support and {Scope} group by 1, 2
            """);
        yield return Command($"""
            select t.category, percentile_cont(0.5) within group (order by extract(epoch from c.stopped_at - greatest(t.arrived_at, a.at))) / 3600, count(*)::int
            from (select c.ticket_id, c.stopped_at from clock c where c.target = 'first_response' and c.state in ('met', 'missed')
                    and c.stopped_at > @now - interval '28 days' and c.stopped_at <= @now order by c.stopped_at desc limit 300) c
            join ticket t on t.id = c.ticket_id
            cross join lateral (select max(e.at) as at from ticket_event e where e.ticket_id = t.id and e.type = 'assigned' and e.at <= c.stopped_at) a
            where {Scope} group by t.category
            """);
        yield return Command($"""
            select count(distinct m.person_id)::int from message m join ticket t on t.id = m.ticket_id
            where m.direction = 'out' and m.at > @now - interval '4 hours' and m.at <= @now and {Scope}
            """);
    }

    private static string Count(BoardFigure figure) => $"(select count(*)::int from ticket t where {figure.Where} and {Scope})";

    private NpgsqlBatchCommand Command(string text, TimeSpan shift = default)
    {
        var command = new NpgsqlBatchCommand(text);
        Visibility.Parameters(command.Parameters, viewer, now);
        BoardFigure.Parameters(command.Parameters, business, now, shift);
        command.Parameters.AddWithValue("horizon", now.AddHours(ShowBoard.Hours).UtcDateTime);
        command.Parameters.AddWithValue("everything", Own.Count == 0 && viewer.May(Permission.ReadBoard));
        command.Parameters.AddWithValue("own", Own.Select(Words.Slug).ToArray());
        return command;
    }
}
