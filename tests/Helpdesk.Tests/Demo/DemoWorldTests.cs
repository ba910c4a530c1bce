using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform;
using Helpdesk.Platform.Cli;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Demo;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Demo;

public sealed class DemoWorldTests(DemoDatabase world) : IClassFixture<DemoDatabase>
{
    [Fact]
    public async Task The_world_holds_three_hundred_tickets_of_the_last_sixty_days()
    {
        var row = (await world.Query("select count(*), min(arrived_at), max(arrived_at) from ticket")).Single();
        row[0].ShouldBe(300L);
        ((DateTime)row[1]!).ShouldBeGreaterThan(DemoDatabase.End.AddDays(-60.5).UtcDateTime);
        ((DateTime)row[2]!).ShouldBeGreaterThan(DemoDatabase.End.AddHours(-1).UtcDateTime);
    }

    [Fact]
    public async Task Every_subcategory_state_channel_plan_and_way_of_deciding_occurs()
    {
        (await world.Words("select distinct subcategory from ticket")).ShouldBe(Taxonomy.All.Select(s => s.Slug), ignoreOrder: true);
        (await world.Words("select distinct state from ticket")).ShouldBe(Enum.GetValues<TicketState>().Select(Words.Slug), ignoreOrder: true);
        (await world.Words("select distinct channel from ticket")).ShouldBe(Enum.GetValues<Channel>().Select(Words.Slug), ignoreOrder: true);
        (await world.Words("select distinct plan from ticket")).Length.ShouldBe(Plans.All.Count);
        (await world.Words("select distinct decided_by from ticket")).ShouldBe(["model", "rule", "person"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("follow_up_of is not null")]
    [InlineData("restricted and severity = 3")]
    [InlineData("silent")]
    [InlineData("courtesy_call")]
    [InlineData("not_for_support")]
    [InlineData("needs_triage and state = 'new'")]
    [InlineData("undelivered")]
    [InlineData("assignee_id is null and state = 'new'")]
    [InlineData("look_again is not null")]
    [InlineData("state not in ('resolved', 'closed') and due_at < '2026-11-18 17:00Z'")]
    [InlineData("state not in ('resolved', 'closed') and due_at between '2026-11-18 17:00Z' and '2026-11-18 19:00Z'")]
    [InlineData("state not in ('resolved', 'closed') and due_at > '2026-11-19 06:00Z'")]
    public async Task What_a_newcomer_should_meet_occurs(string condition) =>
        ((long)(await world.Query($"select count(*) from ticket where {condition}")).Single()[0]!).ShouldBeGreaterThan(1);

    [Theory]
    [InlineData("select count(*) from message where direction = 'note'", 20)]
    [InlineData("select count(*) from message where direction = 'call'", 10)]
    [InlineData("select count(*) from message where direction = 'out' and delivery = 'sent'", 200)]
    [InlineData("select count(*) from message where direction = 'out' and text like '%Good news: this is resolved.%'", 20)]
    [InlineData("select count(*) from message where html is not null", 20)]
    [InlineData("select count(*) from attachment", 2)]
    [InlineData("select count(*) from inbound_mail where state = 'parked'", 6)]
    [InlineData("select count(*) from outbox_mail where state = 'dead'", 4)]
    [InlineData("select count(distinct assignee_id) from ticket", 6)]
    [InlineData("select count(*) from ticket_event where type = 'reply_undone'", 2)]
    [InlineData("select count(distinct text) from message where direction = 'in'", 250)]
    [InlineData("select count(*) from account where facts <> '{}'", 12)]
    public async Task The_desk_has_been_at_work(string count, int least) =>
        Convert.ToInt32((await world.Query(count)).Single()[0]).ShouldBeGreaterThanOrEqualTo(least);

    [Fact]
    public async Task Nothing_waits_that_was_due_before_the_end()
    {
        (await world.Query("select kind from job where due_at <= '2026-11-18 17:00Z'")).ShouldBeEmpty();
        (await world.Query("select kind from outbox_mail where state in ('waiting', 'sending') and send_after <= '2026-11-18 17:00Z'")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_moment_makes_the_same_world()
    {
        const string Story = """
            select regexp_replace(t.subject, '#[0-9A-Z]{6}', '', 'g'), t.state, t.category, t.subcategory, t.team, t.priority, t.plan, t.channel, t.arrived_at, t.due_at, t.due_policy, t.restricted, p.name,
                (select string_agg(m.direction || regexp_replace(m.text, '#[0-9A-Z]{6}', '', 'g'), '/' order by m.at, m.direction, m.text) from message m where m.ticket_id = t.id)
            from ticket t left join person p on p.id = t.assignee_id order by t.arrived_at, 1
            """;
        var first = (await world.Query(Story)).Select(r => string.Join('|', r));
        var second = (await world.QuerySecond(Story)).Select(r => string.Join('|', r));
        first.ShouldBe(second);
    }

    [Fact]
    public async Task D30_every_row_of_the_world_is_what_its_log_says()
    {
        await using var app = Application.Build(Settings.Read(_ => null), world.ConnectionString, new InstallationFacts(true, TimeSpan.Zero, []), serving: false);
        CheckLog.Progress? next = new(Guid.Empty, 0, 0);
        CheckLog.Progress reached = next;
        while (next is not null)
        {
            await using var scope = app.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Caller>().Viewer = Domain.Access.Viewer.System;
            var slice = await scope.ServiceProvider.GetRequiredService<Dispatch>().Send(new CheckLog.Command(next, Nightly: false));
            slice.Differing.ShouldBeEmpty(string.Join("; ", slice.Differing.SelectMany(d => d.What).Distinct()));
            (reached, next) = (slice.Reached, slice.Next);
        }

        reached.Checked.ShouldBe(300);
    }

    [Fact]
    public async Task A_world_that_is_made_is_not_made_again()
    {
        await DemoWorld.Make(Settings.Read(_ => null), world.ConnectionString, DemoDatabase.End.AddDays(1), CancellationToken.None);
        (await world.Query("select count(*) from ticket")).Single()[0].ShouldBe(300L);
    }
}
