using Helpdesk.Domain.Access;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>What the hottest pages cost the database (DESIGN, Reads): statements as the server itself counts them, and plans.</summary>
public class ReadCostTests
{
    [Fact]
    public async Task Inbox_and_ticket_page_ask_as_many_statements_at_three_hundred_tickets_as_at_three()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", "The voice in our story is too quiet on the kitchen speaker since this morning.");
        await Copy(desk, 2, closed: 0);
        using var agent = await desk.As("Elena Marsh");
        var (inbox, ticket) = (await Statements(desk, agent, "/tickets?view=all"), await Statements(desk, agent, $"/tickets/{number}"));
        inbox.ShouldBeInRange(1, 3);
        ticket.ShouldBeInRange(1, 6);

        await Copy(desk, 297, closed: 0);
        (await Statements(desk, agent, "/tickets?view=all")).ShouldBe(inbox);
        (await Statements(desk, agent, $"/tickets/{number}")).ShouldBe(ticket);
    }

    [Fact]
    public async Task Every_view_walks_an_index()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Open("Too quiet", "The voice in our story is too quiet on the kitchen speaker since this morning.");
        await Copy(desk, 5_000, closed: 95);
        await desk.Query("analyze");
        var viewer = await desk.Viewer("Elena Marsh");
        foreach (var view in InboxView.For(viewer))
        {
            var plan = await Plan(desk, viewer, ListTickets.Sql(view, "true", "true"));
            plan.ShouldContain("Index", customMessage: view.Key + "\n" + plan);
            plan.ShouldNotContain("Seq Scan on ticket", customMessage: view.Key + "\n" + plan);
        }

        (await Plan(desk, viewer, $"select 1 from ticket t where {Visibility.Sql} and t.snippet = 'x'")).ShouldContain("Seq Scan on ticket", customMessage: "a specimen that must fail");
    }

    /// <summary>More tickets like the first, spread over time; some of a hundred are closed.</summary>
    private static Task Copy(Desk desk, int count, int closed) => desk.Query("""
        insert into ticket select (jsonb_populate_record(s.t, jsonb_build_object(
            'id', gen_random_uuid(), 'token', replace(gen_random_uuid()::text, '-', ''), 'number', 'C' || lpad((n + (select count(*) from ticket))::text, 5, '0'),
            'state', case when n % 100 < $2 then 'closed' else 'open' end, 'changed_at', (s.t).changed_at - n * interval '7 minutes',
            'due_at', (s.t).due_at + n * interval '11 minutes'))).*
        from (select x as t from ticket x order by x.arrived_at limit 1) s, generate_series(1, $1) n
        """, count, closed);

    /// <summary>The second visit: caches of the process are warm, as they are all day.</summary>
    private static async Task<int> Statements(Desk desk, Browser browser, string page)
    {
        await browser.Page(page);
        var before = await Log();
        await desk.Query($"alter database {new NpgsqlConnectionStringBuilder(desk.ConnectionString).Database} set log_statement = 'all'");
        await desk.Query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
        NpgsqlConnection.ClearAllPools();
        await Retry(() => browser.Page(page));
        var counts = new List<int>();
        for (var visit = 0; visit < 3; visit++)
        {
            var from = (await Log()).Length;
            await browser.Page(page);
            counts.Add((await Log())[from..].Split('\n').Count(line => line.Contains("LOG:  execute ", StringComparison.Ordinal)));
        }

        await desk.Query($"alter database {new NpgsqlConnectionStringBuilder(desk.ConnectionString).Database} reset log_statement");
        (await Log()).Length.ShouldBeGreaterThan(before.Length, "the server was asked to log");
        // Once a minute the session itself is checked: that visit is not the one to compare.
        return counts.Min();
    }

    private static async Task<string> Log()
    {
        await using var file = new FileStream(Path.Combine(DataFolder.InMemory("helpdesk-tests"), "log", "postgres.log"), FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A connection that was ended at the server answers once with an error.</summary>
    private static async Task Retry(Func<Task> act)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                await act();
                return;
            }
            catch (HttpRequestException) when (tries < 70)
            {
                await Task.Delay(100);
            }
        }
    }

    private static async Task<string> Plan(Desk desk, Viewer viewer, string sql)
    {
        await using var connection = new NpgsqlConnection(desk.ConnectionString);
        await connection.OpenAsync();
        await using var explain = new NpgsqlCommand("explain " + sql, connection);
        ViewCounts.Parameters(explain.Parameters, viewer, desk.Clock.GetUtcNow());
        explain.Parameters.AddWithValue("limit", ListTickets.PageSize + 1);
        await using var reader = await explain.ExecuteReaderAsync();
        var lines = new List<string>();
        while (await reader.ReadAsync()) lines.Add(reader.GetString(0));
        return string.Join('\n', lines);
    }
}
