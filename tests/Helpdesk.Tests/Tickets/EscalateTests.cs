using System.Globalization;
using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>D17: an escalation by a person, and handing back.</summary>
public class EscalateTests
{
    [Fact]
    public async Task D17_a_person_escalates_with_everything_the_next_level_needs_and_without_script()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Voice fails", "The story voice fails with this line:\nError 503 from voice service\nIt was fine last week.");
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "voice_synthesis"));
        await desk.Send("Elena Marsh", new Claim.Command(number));
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page($"/tickets/{number}")).ShouldContain($"href=\"/tickets/{number}/escalate\" data-key=\"u\"");

        var page = $"/tickets/{number}/escalate";
        var form = WebUtility.HtmlDecode(await elena.Page(page));
        form.ShouldContain("to Technical Support, level 2");
        form.ShouldContain("Not solved by standard troubleshooting");
        form.ShouldContain(">Error 503 from voice service</textarea>", Case.Sensitive, "what the ticket knows is filled in");
        form.ShouldContain("Plan Free, written by form");
        var (once, version) = (Browser.Field(form, "Once"), Browser.Field(form, "BasedOn"));

        // Every problem at once, and everything typed stays.
        using var refused = await elena.PostForm(page, ("Once", once), ("BasedOn", version), ("Justification", "Restarting and choosing another voice did not help."), ("HandOver[error_messages]", "Error 503"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var words = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        foreach (var sentence in new[] { "Choose the criterion that applies.", "Steps to reproduce: fill it in, or say why it can be left out.", "Say what the customer was told.", "Say by when the customer hears from us next." })
            words.ShouldContain(sentence);
        words.ShouldContain("Restarting and choosing another voice did not help.</textarea>");
        words.ShouldContain("name=\"Waived[steps]\"", Case.Sensitive, "a gap asks for its reason");

        var hears = Rounds.Monday.AddDays(1).UtcDateTime.AddHours(-5).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);
        (string, string)[] whole =
        [
            ("Once", once), ("BasedOn", version), ("Criterion", "standard_steps"), ("Justification", "Restarting and choosing another voice did not help."),
            ("HandOver[error_messages]", "Error 503"), ("Waived[logs]", "The customer has none."), ("HandOver[steps]", "Open any story, press play."), ("HandOver[impact]", "Low"),
            ("HandOver[tried]", "Restart, other voice."), ("HandOver[configuration]", "Web, Free"), ("HandOver[expected]", "A voice, but silence."),
            ("Told", "That Technical Support looks at it."), ("HearsNext", hears), ("FollowUp", "Elena asks again tomorrow."),
        ];
        using (var sent = await elena.PostForm(page, whole)) sent.Headers.Location!.OriginalString.ShouldBe($"/tickets/{number}?kind=reply&template=escalated");
        using (var twice = await elena.PostForm(page, whole)) twice.StatusCode.ShouldBe(HttpStatusCode.Redirect, "the same form twice is one escalation");
        (await desk.Fired(number)).ShouldBe(["escalated"]);
        (await desk.Query("select level, team, assignee_id from ticket where number = $1", number))[0].ShouldBe([2, "technical_support", null]);
        (await desk.Clock(number, Target.Escalation)).State.ShouldBe(ClockState.Met, "D27: it ends the clock");
        (await desk.Scalar<string>("select data->>'waived' from ticket_event where type = 'escalated'")).ShouldBe("[\"logs\"]");

        var shown = WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}?kind=reply&template=escalated"));
        shown.ShouldContain("Logs or screenshots: left out, because The customer has none.");
        shown.ShouldContain("passed your request to our Technical Support team");
        desk.Clock.Advance(TimeSpan.FromDays(60));
        await desk.Run();
        (await desk.Fired(number)).Count(f => f is "escalated" or "leads_called").ShouldBe(1, "the clock does not escalate any more");

        // Back one level, by the level that has it, with a reason.
        await Should.ThrowAsync<Refused>(() => desk.Send("Elena Marsh", new HandBack.Command(number, int.MaxValue, Guid.NewGuid(), "It is ours.")));
        await Should.ThrowAsync<Refused>(() => desk.Send("Jonas Weber", new HandBack.Command(number, int.MaxValue, Guid.NewGuid(), " ")));
        using var jonas = await desk.As("Jonas Weber");
        var back = $"/tickets/{number}/hand-back";
        var ask = await jonas.Page(back);
        using (var given = await jonas.PostForm(back, ("once", Browser.Field(ask, "once")), ("basedOn", Browser.Field(ask, "basedOn")), ("why", "A known fault: the guide has the steps."))) given.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Query("select level, team from ticket where number = $1", number))[0].ShouldBe([1, "customer_service"]);
        await desk.Run();
        (await desk.Told(number, "handed_back")).ShouldBe(["Ruth Delgado"]);
        await ThresholdTests.Agrees(desk);
    }

    [Fact]
    public async Task D17_of_two_who_escalate_the_later_is_stopped_and_the_top_says_that_it_is_the_top()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "voice_synthesis"));
        var version = await desk.VersionOf(number);
        var request = new EscalationRequest("standard_steps", "Nothing of the guide helped here.", new Dictionary<string, string>(),
            EscalationPolicy.Shipped.Checklist.ToDictionary(i => i.Slug, _ => "not known"), "That we look deeper.", Rounds.Monday.AddDays(2), "");
        await desk.Send("Elena Marsh", new Escalate.Command(number, version, Guid.NewGuid(), request));
        await Should.ThrowAsync<Stale>(() => desk.Send("Ruth Delgado", new Escalate.Command(number, version, Guid.NewGuid(), request)));
        await desk.Send("Jonas Weber", new Escalate.Command(number, await desk.VersionOf(number), Guid.NewGuid(), request with { Criterion = "code_fix" }));
        var top = await Should.ThrowAsync<Refused>(async () => await desk.Send("Yuki Tanaka", new Escalate.Command(number, await desk.VersionOf(number), Guid.NewGuid(), request)));
        top.Problems.ShouldHaveSingleItem().ShouldContain("top level");
        using var yuki = await desk.As("Yuki Tanaka");
        (await yuki.Page($"/tickets/{number}/escalate")).ShouldContain("There is no level above this one");
    }
}
