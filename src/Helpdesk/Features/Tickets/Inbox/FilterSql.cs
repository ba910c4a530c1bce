using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Npgsql;

namespace Helpdesk.Features.Tickets;

/// <summary>The typed query as SQL on a ticket aliased <c>t</c>; every value is a parameter.</summary>
internal static class FilterSql
{
    public static string Where(TicketFilter filter, Viewer viewer, SupportCalendar business, DateTimeOffset now, NpgsqlParameterCollection parameters)
    {
        var and = new List<string>();
        Any(and, parameters, "t.state", "states", filter.States.Select(Words.Slug));
        Any(and, parameters, "t.team", "teams", filter.Teams.Select(Words.Slug));
        Any(and, parameters, "t.category", "categories", filter.Categories.Select(c => Words.Slug(c)));
        Any(and, parameters, "t.subcategory", "subcategories", filter.Subcategories);
        Any(and, parameters, "t.channel", "channels", filter.Channels.Select(Words.Slug));
        Any(and, parameters, "t.plan", "plans", filter.Plans.Select(p => (short)p));
        Any(and, parameters, "t.priority", "priorities", filter.Priorities.Select(p => (short)p));
        if (filter.Unresolved) and.Add("t.state not in ('resolved', 'closed')");
        if (filter.DueWithin is { } within) and.Add("t.due_at < " + Add(parameters, "due", (now + within).UtcDateTime) + " and t.state not in ('resolved', 'closed')");
        if (filter.Assignee is { } assignee) and.Add(Assignee(assignee, viewer, parameters));
        if (filter.Requester is { } requester) and.Add(Requester(requester, parameters));
        if (filter.Figures.Count > 0)
        {
            BoardFigure.Parameters(parameters, business, now, TimeSpan.Zero);
            and.AddRange(filter.Figures.Select(f => $"({BoardFigure.Find(f)!.Where})"));
        }

        for (var i = 0; i < filter.Text.Count; i++) and.Add(Text(filter.Text[i], "text" + i, parameters));
        return and.Count == 0 ? "true" : string.Join(" and ", and);
    }

    private static void Any<T>(List<string> and, NpgsqlParameterCollection parameters, string column, string name, IEnumerable<T> values)
    {
        var all = values.ToArray();
        if (all.Length > 0) and.Add($"{column} = any({Add(parameters, name, all)})");
    }

    private static string Assignee(string who, Viewer viewer, NpgsqlParameterCollection parameters) => who.ToLowerInvariant() switch
    {
        "me" => "t.assignee_id = " + Add(parameters, "assignee", viewer.PersonId ?? Guid.Empty),
        "nobody" or "none" => "t.assignee_id is null",
        _ => $"t.assignee_id in (select id from person where name ilike {Add(parameters, "assignee", Like(who))} or email ilike @assignee)",
    };

    private static string Requester(string who, NpgsqlParameterCollection parameters) => who.Contains('@', StringComparison.Ordinal)
        ? $"t.requester_id in (select requester_id from requester_address where address = {Add(parameters, "requester", who.ToLowerInvariant())})"
        : $"t.requester_id in (select id from requester where name ilike {Add(parameters, "requester", Like(who))})";

    /// <summary>Full text over subject and messages; notes and calls are found too. A ticket's number finds it.</summary>
    private static string Text(string words, string name, NpgsqlParameterCollection parameters) => TicketNumber.Normalise(words) is { } number
        ? $"(t.number = {Add(parameters, name, number)} or t.id in (select m.ticket_id from message m where m.search @@ phraseto_tsquery('simple', @{name})))"
        : $"t.id in (select m.ticket_id from message m where m.search @@ phraseto_tsquery('simple', {Add(parameters, name, words)}))";

    private static string Like(string part) => "%" + part.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal) + "%";

    private static string Add(NpgsqlParameterCollection parameters, string name, object value)
    {
        parameters.AddWithValue(name, value);
        return "@" + name;
    }
}
