using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>The SLA board (UX 4, D57): each figure against a slow and straightforward query, as each role; and the tickets behind it.</summary>
public class BoardTests
{
    /// <summary>Written without a look at the product's conditions: by the definitions on the page.</summary>
    private static readonly Dictionary<string, string> Plain = new(StringComparer.Ordinal)
    {
        ["late"] = "state in ('new', 'open', 'pending', 'on_hold') and due_at < {now}",
        ["due_1h"] = "state in ('new', 'open', 'pending', 'on_hold') and due_at between {now} and {now} + interval '59 minutes 59.999 seconds'",
        ["due_4h"] = "state in ('new', 'open', 'pending', 'on_hold') and due_at between {now} + interval '1 hour' and {now} + interval '3 hours 59 minutes 59.999 seconds'",
        ["due_today"] = "state in ('new', 'open', 'pending', 'on_hold') and due_at >= {now} + interval '4 hours' and (due_at at time zone 'America/New_York')::date = {today}",
        ["due_rest"] = "state in ('new', 'open', 'pending', 'on_hold') and due_at >= {now} and (due_at at time zone 'America/New_York')::date = {today}",
        ["first_reply_in_time"] = "not not_for_support and id in (select ticket_id from clock where target = 'first_response' and state = 'met' and (stopped_at at time zone 'America/New_York')::date = {today} and stopped_at <= {now})",
        ["first_reply_decided"] = """
            not not_for_support and (id in (select ticket_id from clock where target = 'first_response' and state = 'met' and (stopped_at at time zone 'America/New_York')::date = {today} and stopped_at <= {now})
            or id in (select ticket_id from clock where target = 'first_response' and state = 'missed' and not missed_by_reclassification and (due at time zone 'America/New_York')::date = {today} and due <= {now}))
            """,
        ["solution_in_time"] = "not not_for_support and id in (select ticket_id from clock where target = 'resolution' and state = 'met' and (stopped_at at time zone 'America/New_York')::date = {today} and stopped_at <= {now})",
        ["solution_decided"] = """
            not not_for_support and (id in (select ticket_id from clock where target = 'resolution' and state = 'met' and (stopped_at at time zone 'America/New_York')::date = {today} and stopped_at <= {now})
            or id in (select ticket_id from clock where target = 'resolution' and state = 'missed' and not missed_by_reclassification and (due at time zone 'America/New_York')::date = {today} and due <= {now}))
            """,
        ["breached"] = "not not_for_support and id in (select ticket_id from clock where target in ('first_response', 'acknowledgment', 'resolution') and state = 'missed' and not missed_by_reclassification and (due at time zone 'America/New_York')::date = {today} and due <= {now})",
        ["arrived"] = "not not_for_support and (arrived_at at time zone 'America/New_York')::date = {today} and arrived_at <= {now}",
        ["solved"] = "not not_for_support and (resolved_at at time zone 'America/New_York')::date = {today} and resolved_at <= {now}",
        ["moved_up"] = "id in (select ticket_id from ticket_event where type = 'escalated' and (at at time zone 'America/New_York')::date = {today} and at <= {now})",
        ["called"] = "id in (select ticket_id from ticket_event where type = 'leads_called' and (at at time zone 'America/New_York')::date = {today} and at <= {now})",
    };

    [Fact]
    public async Task D57_every_figure_is_what_a_plain_query_says_as_each_role_and_opens_its_tickets()
    {
        await using var desk = await World();
        FigureNames.All.Order().ShouldBe(BoardFigure.All.Select(f => f.Slug).Order());
        var seen = new HashSet<string>();
        foreach (var (name, sees, team) in new[] { ("Ruth Delgado", false, ""), ("Priscilla Adeyemi", false, ""), ("Tom Lindqvist", false, ""), ("Marcus Ode", true, "safety"), ("Ines Carvalho", true, "legal") })
        {
            var board = await desk.Send(name, new ShowBoard.Query());
            foreach (var figure in BoardFigure.All)
            {
                var expected = await Count(desk, Plain[figure.Slug], board.At, sees, team);
                board.Figures[figure.Slug].Now.ShouldBe(expected, $"{figure.Slug} as {name}");
                if (figure.Past) board.Figures[figure.Slug].Before.ShouldBe(await Count(desk, Plain[figure.Slug], board.At.AddDays(-7), sees, team), $"{figure.Slug} last week as {name}");
                if (expected > 0) seen.Add(figure.Slug);

                var scope = team.Length > 0 ? $" team:{team}" : "";
                var behind = await desk.Send(name, new ListTickets.Query(InboxView.Find("all", await desk.Viewer(name))!, $"is:{figure.Slug}{scope}", null, 1000));
                behind.Filter.Problems.ShouldBeEmpty();
                behind.Rows.Count.ShouldBe(expected, $"the tickets behind {figure.Slug} as {name}");
            }

            foreach (var load in board.Teams) load.Open.ShouldBe(await Count(desk, $"state not in ('resolved', 'closed') and team = '{Words.Slug(load.Team)}'", board.At, sees, team));
            board.Teams.Sum(t => t.Open).ShouldBe(await Count(desk, "state not in ('resolved', 'closed')", board.At, sees, team));
            board.Teams.Sum(t => t.Late).ShouldBe(board.Figures["late"].Now);
            board.People.Sum(p => p.Open).ShouldBe(await Count(desk, "state not in ('resolved', 'closed') and assignee_id is not null", board.At, sees, team));
            board.Breaches.Select(b => b.Number).Distinct().Count().ShouldBe(board.Figures["breached"].Now);
            board.Forecast.Count.ShouldBe(ShowBoard.Hours);
        }

        seen.Count.ShouldBeGreaterThan(10, "the world has something for most figures");
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Elena Marsh", new ShowBoard.Query()));
    }

    [Fact]
    public async Task UX4_the_board_draws_says_how_and_opens_what_it_counts()
    {
        await using var desk = await World();
        using var ruth = await desk.As("Ruth Delgado");
        var page = await ruth.Page("/sla");
        page.ShouldContain("data-live-any");
        page.ShouldContain("<svg class=\"chart\"");
        page.ShouldContain("The same as a table");
        page.ShouldContain(System.Text.Encodings.Web.HtmlEncoder.Default.Encode(Forecast.Method)[..60]);
        page.ShouldContain("href=\"/tickets?view=all&amp;q=is%3Alate\"");
        page.ShouldNotContain("style=\"");
        (await ruth.Page("/tickets?view=all&q=is%3Alate")).ShouldNotContain("is not understood");
        using var marcus = await desk.As("Marcus Ode");
        (await marcus.Page("/sla")).ShouldContain("q=is%3Alate%20team%3Asafety");
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page("/tickets")).ShouldNotContain("href=\"/sla\"");
        (await elena.Get("/sla")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);
    }

    /// <summary>Nine days of a small desk: kept and broken promises, moves, what is restricted, what is not for support.</summary>
    private static async Task<Desk> World()
    {
        var desk = await Rounds.Desk();
        var open = new List<string>();
        for (var day = 0; day < 9; day++)
        {
            var now = Rounds.Monday.AddDays(day);
            desk.Clock.Set(now);
            await desk.Run();
            for (var i = 0; i < 3; i++) open.Add(await desk.Open("Too quiet", SafetyWorld.Harmless, $"d{day}i{i}@example.org"));
            if (day % 3 == 0) open.Add(await desk.OpenCritical($"kim{day}@example.org"));
            var (answered, solved, aside, claimed) = (open[day], open[^2], open[^3], open[^1]);
            await desk.Send("Marcus Ode", new LogCall.Command(answered, Guid.NewGuid(), "Spoken.", Spoke: true));
            if (day % 2 == 0) await desk.Send("Marcus Ode", new ChangeState.Command(solved, TicketState.Resolved));
            if (day == 4 && !await desk.IsRestricted(aside)) await desk.Send("Elena Marsh", new NotForSupport.Command(aside, Mark: true, "spam"));
            if (!await desk.IsRestricted(claimed)) await desk.Send("Elena Marsh", new Claim.Command(claimed));
        }

        desk.Clock.Advance(TimeSpan.FromHours(2));
        foreach (var (hours, at) in new[] { (0.5, 5), (2.0, 8), (6.0, 11), (3.0, 14) })
            await desk.Query($"update ticket set due_at = $1, plan = 6, team = 'finance' where number = '{open[at]}' and state not in ('resolved', 'closed')", desk.Clock.GetUtcNow().AddHours(hours).UtcDateTime);
        await desk.Run();
        return desk;
    }

    private static async Task<int> Count(Desk desk, string where, DateTimeOffset now, bool sees, string team)
    {
        var at = $"'{now.UtcDateTime:O}'::timestamptz";
        var sql = where.Replace("{now}", at, StringComparison.Ordinal).Replace("{today}", $"({at} at time zone 'America/New_York')::date", StringComparison.Ordinal);
        return (int)await desk.Scalar<long>($"select count(*) from ticket where ({sql}) and (not restricted or {sees}) and ('{team}' = '' or team = '{team}')");
    }
}
