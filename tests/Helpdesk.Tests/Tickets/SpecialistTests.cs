using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Jobs;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D13 and D18 on the desk: who gets a ticket that goes up, and by what it does.</summary>
public class SpecialistTests
{
    [Fact]
    public async Task D13_a_person_sends_a_symptom_to_its_specialist()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "subscription_management"));
        using var elena = await desk.As("Elena Marsh");
        var form = WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}/escalate"));
        form.ShouldContain("Which criterion applies? To Technical Support");
        form.ShouldContain("to Finance, who asks Stripe support");
        form.IndexOf("specialist:credits_stuck", StringComparison.Ordinal).ShouldBeLessThan(form.IndexOf("specialist:pricing_page_down", StringComparison.Ordinal), "likely ones first");
        (string, string)[] Whole(string page, string criterion) =>
        [
            ("Once", Browser.Field(page, "Once")), ("BasedOn", Browser.Field(page, "BasedOn")), ("Criterion", criterion), ("Justification", "Credits stay at minus five since Tuesday."),
            .. EscalationPolicy.Shipped.Checklist.Select(i => ($"HandOver[{i.Slug}]", "known")), ("Told", "That we look deeper."), ("HearsNext", "2026-12-03T10:00"),
        ];

        await desk.Query("delete from team_member where team = 'growth'");
        using (var empty = await elena.PostForm($"/tickets/{number}/escalate", Whole(form, "specialist:analytics_at_zero")))
            (await empty.Content.ReadAsStringAsync()).ShouldContain("Nobody is in Growth yet");
        (await elena.PostForm($"/tickets/{number}/escalate", Whole(form, "specialist:credits_stuck"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Query("select level, team, state from ticket where number = $1", number))[0].ShouldBe([2, "data_platform", "open"]);
        (await desk.Clock(number, Target.Escalation)).State.ShouldBe(ClockState.Met, "D27: a hand escalation ends that clock");
        using var yuki = await desk.As("Yuki Tanaka");
        var page = WebUtility.HtmlDecode(await yuki.Page($"/tickets/{number}"));
        page.ShouldContain("to Data Platform (level 2): Credits do not go down, or the balance is negative or stuck.");
        await desk.Send("Yuki Tanaka", new HandBack.Command(number, int.MaxValue, Guid.NewGuid(), "The balance is right again."));
        (await desk.Scalar<string>("select team from ticket where number = $1", number)).ShouldBe("customer_service");

        // Stripe support is outside: Finance asks, and the ticket waits until the customer is to hear from us.
        form = await elena.Page($"/tickets/{number}/escalate");
        (await elena.PostForm($"/tickets/{number}/escalate", Whole(form, "specialist:billing_portal"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Query("select team, state from ticket where number = $1", number))[0].ShouldBe(["finance", "on_hold"]);
        desk.Clock.Set(Rounds.Monday.AddDays(4));
        await desk.Do<TicketJobs>();
        (await desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("open");
        await ThresholdTests.Agrees(desk);
    }

    [Fact]
    public async Task D18_a_ticket_goes_up_by_a_person_by_a_rule_or_by_its_clock()
    {
        await using var desk = await Rounds.Desk();
        var byRule = await desk.Open("Letter of our counsel", "This is a DMCA takedown notice under 17 U.S.C. 512(c). I am the copyright owner and demand that you remove the infringing story within 48 hours.");
        (await desk.Query("select team, level from ticket where number = $1", byRule))[0].ShouldBe(["legal", 3], "D12: a direct rule sets level and team together");

        var (byPerson, byClock) = (await desk.Open("Too quiet", SafetyWorld.Harmless, "bo@example.org"), await desk.Open("Too quiet too", SafetyWorld.Harmless, "cy@example.org"));
        foreach (var number in new[] { byPerson, byClock }) await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "voice_synthesis"));
        await desk.Send("Elena Marsh", new Escalate.Command(byPerson, int.MaxValue, Guid.NewGuid(), new EscalationRequest(
            "standard_steps", "Nothing of the guide helped here.", new Dictionary<string, string>(), EscalationPolicy.Shipped.Checklist.ToDictionary(i => i.Slug, _ => "not known"),
            "That we look deeper.", Rounds.Monday.AddDays(2), "")));
        desk.Clock.Set((await desk.Clock(byClock, Target.Escalation)).Due!.Value);
        await desk.Run();
        async Task<string> By(string number) => await desk.Scalar<string>("select data->>'by' from ticket_event e join ticket t on t.id = e.ticket_id where t.number = $1 and e.type = 'escalated'", number);
        (await By(byPerson), await By(byClock)).ShouldBe(("person", "clock"));
        foreach (var number in new[] { byPerson, byClock })
            (await desk.Query("select team, level from ticket where number = $1", number))[0].ShouldBe(["technical_support", 2]);

        // Nothing else moves a ticket up: a warning and a breach do not.
        var still = await desk.Open("Too quiet here", SafetyWorld.Harmless, "dee@example.org");
        desk.Clock.Advance(TimeSpan.FromDays(3));
        await desk.Run();
        (await desk.Fired(still)).ShouldContain("breached first_response");
        (await desk.Scalar<int>("select level from ticket where number = $1", still)).ShouldBe(1);
        await Should.ThrowAsync<Refused>(() => desk.Send("Elena Marsh", new Escalate.Command(still, int.MaxValue, Guid.NewGuid(), new EscalationRequest(
            "specialist:wrong_tier", "", new Dictionary<string, string>(), new Dictionary<string, string>(), "", null, ""))));
    }
}
