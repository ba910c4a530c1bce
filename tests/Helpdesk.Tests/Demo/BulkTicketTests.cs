using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Demo;

/// <summary>A ticket written by COPY is the ticket that the command makes.</summary>
public sealed class BulkTicketTests
{
    private const string Subject = "Two charges this month";
    private const string Text = "There are two charges from you on my card this month, three days apart. What is the second one?";

    [Fact]
    public async Task The_rows_are_those_of_the_command()
    {
        await using var desk = await Desk.Start(running: false);
        var now = desk.Clock.Instant();
        desk.Clock.Set(now);
        await desk.Send(Viewer.System, new CreateTicket.Command(new Arrival(Channel.Form, "one@example.org", "Ada Brook", Subject, Text), "form", null));
        await Write(desk, new BulkTicket(new Arrival(Channel.Form, "two@example.org", "Ada Brook", Subject, Text), Plan.Free, now, null, TimeSpan.Zero, null, Closed: false));

        foreach (var table in new[] { "requester", "requester_address", "ticket", "clock", "message", "ticket_event", "classification", "outbox_mail" })
        {
            var (made, copied) = (await Filled(desk, table, "one@"), await Filled(desk, table, "two@"));
            // The receipt of a made-up ticket is gone already.
            made.ExceptWith(["sent_at"]);
            copied.ExceptWith(["sent_at"]);
            made.ShouldNotBeEmpty(table);
            copied.ShouldBe(made, ignoreOrder: true, customMessage: table);
        }

        (await Events(desk, "one@")).ShouldBe(await Events(desk, "two@"));
        (await Row(desk, "one@")).ShouldBe(await Row(desk, "two@"));
    }

    [Fact]
    public async Task D30_copied_tickets_in_every_state_are_what_their_log_says()
    {
        await using var desk = await Desk.Start(running: false);
        var agent = await desk.Viewer("Elena Marsh");
        var now = desk.Clock.Instant();
        var long_ago = now.AddDays(-30);
        Arrival From(string address) => new(Channel.Email, address, "Ada Brook", Subject, Text);
        await Write(desk,
            new BulkTicket(From("a@example.org"), Plan.Family, long_ago, agent, TimeSpan.FromHours(1), long_ago.AddHours(9), Closed: true),
            new BulkTicket(From("b@example.org"), Plan.Enterprise, now.AddDays(-2), agent, TimeSpan.FromHours(1), now.AddDays(-1), Closed: false),
            new BulkTicket(From("c@example.org"), Plan.Premium, now.AddHours(-3), agent, TimeSpan.FromHours(1), null, Closed: false),
            new BulkTicket(From("d@example.org"), Plan.Free, now.AddHours(-1), null, TimeSpan.Zero, null, Closed: false));

        (await desk.Query("select state from ticket order by arrived_at")).Select(r => (string)r[0]!).ShouldBe(["closed", "resolved", "open", "new"]);
        var check = await desk.Send(Viewer.System, new CheckLog.Command(new CheckLog.Progress(Guid.Empty, 0, 0), Nightly: false));
        check.Reached.Checked.ShouldBe(4);
        check.Differing.SelectMany(d => d.What).ShouldBeEmpty();
    }

    [Fact]
    public async Task D30_a_row_that_its_log_does_not_explain_is_found_and_the_next_night_is_set()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open(Subject, Text);
        await desk.Query($"update ticket set team = 'legal', assignee_id = gen_random_uuid() where number = '{number}'");
        await desk.Query("delete from job where kind = 'check_log'");

        var check = await desk.Send(Viewer.System, new CheckLog.Command(new CheckLog.Progress(Guid.Empty, 0, 0), Nightly: true));

        check.Differing.ShouldHaveSingleItem().What.ShouldBe(["team", "assignee"]);
        (await desk.Scalar<long>("select count(*) from job where kind = 'check_log' and ticket_id is null and extract(hour from due_at at time zone 'utc') = 3")).ShouldBe(1);
    }

    private static async Task Write(Desk desk, params BulkTicket[] tickets)
    {
        await using var scope = desk.App.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BulkTickets>().Write(tickets, _ => { }, CancellationToken.None);
    }

    private static string Of(string table, string address) => table switch
    {
        "requester" => $"select * from requester where id = (select requester_id from requester_address where address like '{address}%')",
        "requester_address" => $"select * from requester_address where address like '{address}%'",
        "ticket" => $"select * from ticket where requester_id = (select requester_id from requester_address where address like '{address}%')",
        _ => $"select x.* from {table} x join ticket t on t.id = x.ticket_id join requester_address a on a.requester_id = t.requester_id where a.address like '{address}%'",
    };

    /// <summary>The columns that hold something in any row of the ticket.</summary>
    private static async Task<HashSet<string>> Filled(Desk desk, string table, string address) =>
        [.. (await desk.Query($"select distinct key from ({Of(table, address)}) r, jsonb_each(to_jsonb(r)) where value <> 'null'")).Select(r => (string)r[0]!)];

    private static async Task<string[]> Events(Desk desk, string address) =>
        [.. (await desk.Query($"select e.version, e.type, e.shape, e.actor_kind, (select string_agg(k, ',' order by k) from jsonb_object_keys(e.data) k) from ({Of("ticket_event", address)}) e order by e.version")).Select(r => string.Join('|', r))];

    private static async Task<string> Row(Desk desk, string address) => string.Join('|', (await desk.Query(
        $"select state, team, level, owner, category, subcategory, confidence, priority, support_tier, plan, channel, version, due_at - arrived_at, due_target, due_policy, subject, snippet, signals::text from ({Of("ticket", address)}) t")).Single());
}
