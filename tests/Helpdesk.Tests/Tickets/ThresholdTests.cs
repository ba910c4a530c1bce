using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Npgsql;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D26 on real PostgreSQL: what is used up of a target is recorded once, in order, whatever ran or did not run.</summary>
public class ThresholdTests
{
    private const string Quiet = SafetyWorld.Harmless;

    [Fact]
    public async Task D26_each_share_is_recorded_once_and_in_order_however_many_nodes_run()
    {
        await using var desk = await Rounds.Desk();
        var numbers = new List<string>();
        for (var i = 0; i < 30; i++) numbers.Add(await desk.Open("Too quiet", Quiet, $"one{i}@example.org"));
        await desk.Run();
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'warned'")).ShouldBe(0, "nothing is used up yet");

        // An outage of days: everything of the first reply has fallen due meanwhile; four nodes come back at once.
        desk.Clock.Advance(TimeSpan.FromHours(49));
        await Task.WhenAll(desk.Do<ThresholdWork>(), desk.Do<ThresholdWork>(), desk.Do<ThresholdWork>(), desk.Do<ThresholdWork>());
        await desk.Do<ThresholdWork>();
        foreach (var number in numbers)
        {
            (await desk.Fired(number)).Where(f => f.Contains("first_response")).ShouldBe(
                ["warned first_response 50", "warned first_response 75", "warned first_response 90", "breached first_response"]);
        }

        (await desk.Scalar<long>("select count(*) from ticket_event where type in ('warned', 'breached')"))
            .ShouldBe(await desk.Scalar<long>("select count(*) from alert"), "each is queued for telling, once");
        (await desk.Scalar<long>("select count(*) from clock where next_at <= $1", desk.Clock.GetUtcNow().UtcDateTime)).ShouldBe(0);
        (await desk.Clock(numbers[0], Target.FirstResponse)).State.ShouldBe(ClockState.Missed);
        await Agrees(desk);

        var again = await Should.ThrowAsync<PostgresException>(() => desk.Query("""
            insert into ticket_event (ticket_id, version, type, shape, at, actor_kind, correlation_id, data)
            select ticket_id, version + 1000, type, shape, at, actor_kind, correlation_id, data from ticket_event where type = 'breached' limit 1
            """));
        again.SqlState.ShouldBe(PostgresErrorCodes.UniqueViolation, "the database refuses a second time");
    }

    [Fact]
    public async Task D26_a_change_records_first_what_was_used_up_before_it()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        var due = (await desk.Clock(number, Target.FirstResponse)).Due!.Value;
        desk.Clock.Set(due.AddHours(-1)); // 50, 75 and 90 % have passed and nothing ran
        await desk.Send("Elena Marsh", new LogCall.Command(number, Guid.NewGuid(), "Called back and went through it.", Spoke: true));
        (await desk.Fired(number)).Where(f => f.Contains("first_response")).ShouldBe(["warned first_response 50", "warned first_response 75", "warned first_response 90"]);
        (await desk.Clock(number, Target.FirstResponse)).State.ShouldBe(ClockState.Met);
        desk.Clock.Advance(TimeSpan.FromHours(3));
        await desk.Run();
        (await desk.Fired(number)).ShouldNotContain("breached first_response");
        (await desk.Query("select actor_kind from ticket_event where type = 'warned'")).ShouldAllBe(r => (string)r[0]! == "system", "the clock did it, not who called");
        await Agrees(desk);
    }

    [Fact]
    public async Task D24_a_reply_that_was_clicked_in_time_is_in_time_though_it_leaves_later()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        var due = (await desk.Clock(number, Target.FirstResponse)).Due!.Value;
        desk.Clock.Set(due.AddSeconds(-4));
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.NewGuid(), int.MaxValue, "Turn the wheel on its side.", TicketState.Pending, null, null));
        desk.Clock.Set(due.AddSeconds(3));
        await desk.Run();
        (await desk.Fired(number)).ShouldNotContain("breached first_response", "it waits for its ten seconds");
        desk.Clock.Set(due.AddSeconds(8));
        await desk.Do<OutboxWork>();
        await desk.Run();
        (await desk.Fired(number)).ShouldNotContain("breached first_response");
        (await desk.Clock(number, Target.FirstResponse)).State.ShouldBe(ClockState.Met);

        // Taken back, it never was there.
        var other = await desk.Open("Too quiet too", Quiet, "bo@example.org");
        due = (await desk.Clock(other, Target.FirstResponse)).Due!.Value;
        desk.Clock.Set(due.AddSeconds(-4));
        var once = Guid.NewGuid();
        await desk.Send("Elena Marsh", new Reply.Command(other, once, int.MaxValue, "Turn the wheel on its side.", TicketState.Pending, null, null));
        desk.Clock.Set(due.AddSeconds(3));
        await desk.Run();
        await desk.Send("Elena Marsh", new UndoReply.Command(other, once));
        desk.Clock.Set(due.AddSeconds(6));
        await desk.Run();
        (await desk.Fired(other)).ShouldContain("breached first_response");
    }

    [Fact]
    public async Task D26_a_pause_and_a_new_classification_move_what_has_not_been_used_up()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        await desk.Run();
        var before = await desk.Fired(number);
        await desk.Send("Elena Marsh", new ChangeState.Command(number, TicketState.Pending));
        (await desk.Scalar<long>("select count(*) from clock where target = 'resolution' and next_at is not null")).ShouldBe(0, "what stands still is not awaited");
        desk.Clock.Advance(TimeSpan.FromDays(20));
        await desk.Run();
        (await desk.Fired(number)).Where(f => f.Contains("resolution")).ShouldBe(before.Where(f => f.Contains("resolution")));
        await desk.Send("Elena Marsh", new ChangeState.Command(number, TicketState.Open));
        var due = (await desk.Clock(number, Target.Resolution)).Due!.Value;
        due.ShouldBeGreaterThan(desk.Clock.GetUtcNow());
        desk.Clock.Set(due);
        await desk.Run();
        (await desk.Fired(number)).Where(f => f.Contains("resolution")).ShouldBe(["warned resolution 50", "warned resolution 75", "warned resolution 90", "breached resolution"]);

        // D25: what has happened stays recorded; a breach is not taken back by a later due time, nor fired again.
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "ip_question"));
        desk.Clock.Advance(TimeSpan.FromDays(30));
        await desk.Run();
        var fired = await desk.Fired(number);
        fired.Distinct().Count().ShouldBe(fired.Count);
        await Agrees(desk);
    }

    [Fact]
    public async Task D26_on_a_running_desk_it_fires_by_itself()
    {
        await using var desk = await Desk.Start();
        desk.Clock.Set(Rounds.Monday);
        var number = await desk.Open("Too quiet", Quiet);
        var due = (await desk.Clock(number, Target.FirstResponse)).Due!.Value;
        using var ruth = await desk.As("Ruth Delgado");
        desk.Clock.Set(due.AddMinutes(1));
        await Desk.Until(async () => (await desk.Fired(number)).Contains("breached first_response"), "the breach is recorded");
        await Desk.Until(async () => (await desk.Told(number, "breached")).Contains("Ruth Delgado"), "her lead is told");
        (await ruth.Page("/notifications")).ShouldContain("The time for the first reply is over.");
        (await ruth.Page("/tickets/counts")).ShouldContain("data-count=\"notifications\"");
    }

    /// <summary>Rows are what their log says (D30).</summary>
    internal static async Task Agrees(Desk desk) =>
        (await desk.Send(Viewer.System, new CheckLog.Command(new CheckLog.Progress(Guid.Empty, 0, 0), Nightly: false))).Differing.ShouldBeEmpty();
}
