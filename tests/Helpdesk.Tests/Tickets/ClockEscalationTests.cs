using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D27: at the escalation time a ticket goes up by itself, once in its life; and who is told (D26, D34).</summary>
public class ClockEscalationTests
{
    private const string Quiet = SafetyWorld.Harmless;

    [Fact]
    public async Task D27_a_ticket_goes_one_level_up_once_and_leaves_its_assignee_for_the_queue()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "voice_synthesis"));
        await desk.Send("Elena Marsh", new Claim.Command(number));
        desk.Clock.Set((await desk.Clock(number, Target.Escalation)).Due!.Value);
        await desk.Run();

        var row = (await desk.Query("select level, team, assignee_id, needs_triage from ticket where number = $1", number))[0];
        row.ShouldBe([2, "technical_support", null, false]);
        (await desk.Fired(number)).ShouldContain("escalated");
        (await desk.Told(number, "escalated")).ShouldBe(["Elena Marsh"], "who had it; the new team has no lead");
        using var ruth = await desk.As("Ruth Delgado");
        (await ruth.Page($"/tickets/{number}")).ShouldContain("By itself: the time of plan:free to move up was over.");

        desk.Clock.Advance(TimeSpan.FromDays(60));
        await desk.Run();
        (await desk.Fired(number)).Count(f => f == "escalated").ShouldBe(1);
        await ThresholdTests.Agrees(desk);
    }

    [Fact]
    public async Task D27_on_the_top_level_the_lead_and_the_Executive_are_told_and_of_safety_only_Safety_and_Legal()
    {
        await using var desk = await Rounds.Desk();
        var (top, safety) = (await desk.Open("Too quiet", Quiet), await desk.OpenCritical());
        await desk.Query("update team_member set lead = true where team = 'engineering'");
        await desk.Query("update ticket set level = 3, team = 'engineering', category = 'technical', subcategory = 'voice_synthesis' where number = $1", top);
        await desk.Query("update ticket set level = 2, team = 'legal' where number = $1", safety);
        desk.Clock.Advance(TimeSpan.FromDays(40));
        await desk.Run();
        (await desk.Fired(top)).ShouldContain("leads_called");
        (await desk.Told(top, "leads_called")).ShouldBe(["Priscilla Adeyemi", "Yuki Tanaka"]);
        (await desk.Fired(safety)).ShouldContain("leads_called");
        (await desk.Told(safety, "leads_called")).ShouldBe(["Ines Carvalho", "Marcus Ode"]);
        (await desk.Told(safety, "breached")).Distinct().ShouldBe(["Ines Carvalho", "Marcus Ode"], "nobody else hears of a restricted ticket");
        (await desk.Scalar<int>("select level from ticket where number = $1", top)).ShouldBe(3);
    }

    [Fact]
    public async Task D39_notifications_go_after_ninety_days_and_the_log_stays()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        await desk.Send("Elena Marsh", new Claim.Command(number));
        desk.Clock.Advance(TimeSpan.FromDays(3));
        await desk.Run();
        var told = await desk.Scalar<long>("select count(*) from notification");
        told.ShouldBeGreaterThan(0);
        desk.Clock.Advance(TimeSpan.FromDays(89));
        await desk.Send(Domain.Access.Viewer.System, new ForgetNotifications.Command());
        (await desk.Scalar<long>("select count(*) from notification")).ShouldBe(told);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        await desk.Query("update notification set mail_at = null");
        await desk.Send(Domain.Access.Viewer.System, new ForgetNotifications.Command());
        (await desk.Scalar<long>("select count(*) from notification")).ShouldBe(0);
        (await desk.Fired(number)).ShouldNotBeEmpty("what was told of stands in the log");
        (await desk.Scalar<long>("select count(*) from job where kind = 'forget_notifications' and due_at > $1", desk.Clock.GetUtcNow().UtcDateTime)).ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task D26_assignee_and_lead_are_told_at_their_hours_and_mail_follows()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", Quiet);
        await desk.Send("Elena Marsh", new Claim.Command(number));
        // Elena works on Thursdays from nine in New York; Ruth has no shift and is told at once.
        await desk.Send("Ruth Delgado", new AddShift.Command(Team.CustomerService, await desk.Id("Elena Marsh"), ShiftKind.Standard, [DayOfWeek.Thursday], new TimeOnly(9, 0), new TimeOnly(17, 0)));
        var due = (await desk.Clock(number, Target.FirstResponse)).Due!.Value; // Wednesday
        desk.Clock.Set(due.AddHours(-2));
        await desk.Run();
        (await desk.Told(number, "warned")).ShouldBe(["Elena Marsh", "Elena Marsh", "Elena Marsh", "Ruth Delgado", "Ruth Delgado", "Ruth Delgado"]);
        (await desk.Query("select distinct at from notification n join person p on p.id = n.person_id where p.name = 'Elena Marsh'"))
            .ShouldHaveSingleItem()[0].ShouldBe(Rounds.Monday.AddDays(3).AddHours(-1).UtcDateTime, "Thursday at nine");
        using (var elena = await desk.As("Elena Marsh")) (await elena.Page("/notifications")).ShouldContain("Nothing yet.");

        await desk.Do<OutboxWork>();
        Mails(desk).ShouldBe(["ruth.delgado@helpdesk.example: #" + number + ": 90 % of the time for the first reply is used"], "the last warning only");
        desk.Clock.Set(Rounds.Monday.AddDays(3).AddMinutes(-30));
        await desk.Run();
        await desk.Do<OutboxWork>();
        Mails(desk).Where(m => m.StartsWith("elena", StringComparison.Ordinal)).ShouldBe(
            [$"elena.marsh@helpdesk.example: #{number}: The time for the first reply is over"], "the warning is none any more when her shift begins");

        using var shown = await desk.As("Elena Marsh");
        (await shown.Page("/notifications")).ShouldContain("90 % of the time for the first reply is used.");
        (await shown.PostForm("/notifications", "/notifications", ("number", number))).Headers.Location!.OriginalString.ShouldBe($"/tickets/{number}");
        (await desk.Scalar<long>("select count(*) from notification n join person p on p.id = n.person_id where p.name = 'Elena Marsh' and read_at is null")).ShouldBe(0);

        // D34: restricted from here on, it is cut from the lists of all who may not meet it.
        await desk.Send("Ruth Delgado", new Features.Safety.RaiseIncident.Command(number, Domain.Safety.SafetyKind.Crisis, Domain.Safety.Severity.Critical, "The words worry me."));
        (await desk.Told(number, "breached")).ShouldBeEmpty();
        (await shown.Page("/notifications")).ShouldContain("Nothing yet.");
        (await desk.Scalar<string>("select data->>'cut' from ticket_event where type = 'restricted'")).ShouldContain("notifications");
    }

    private static IEnumerable<string> Mails(Desk desk) => desk.Mail.All.Where(m => m.To.Address.EndsWith("@helpdesk.example", StringComparison.Ordinal)).Select(m => $"{m.To.Address}: {m.Subject}");
}
