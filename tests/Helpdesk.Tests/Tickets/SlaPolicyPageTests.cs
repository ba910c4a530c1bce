using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Database;
using Helpdesk.Platform.Jobs;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>Policies and calendars edited in the product (D3, D19–D22), and what a new version does to clocks (D25).</summary>
public class SlaPolicyPageTests
{
    [Fact]
    public async Task D25_a_new_version_is_in_force_on_every_node_and_moves_the_clocks_that_run()
    {
        await using var desk = await Rounds.Desk();
        await using var other = await Desk.Start(running: false, on: desk.ConnectionString);
        other.Clock.Set(Rounds.Monday);
        (await Known(other)).Sla.Version.ShouldBe(1, "the other node has read the first version");
        var (running, met) = (await desk.Open("Too quiet", SafetyWorld.Harmless), await desk.Open("Too quiet too", SafetyWorld.Harmless, "bo@example.org"));
        await desk.Send("Elena Marsh", new LogCall.Command(met, Guid.NewGuid(), "Went through it together.", Spoke: true));
        var (kept, arrived) = (await desk.Clock(met, Target.FirstResponse), await Arrived(desk, running));

        using var admin = await desk.As("Sam Okoye");
        await Nobody(desk, "Elena Marsh", "Ruth Delgado", "Aisha Bello");
        var looked = await (await admin.PostForm("/policies/sla", "/policies/sla?handler=Preview", [.. Form(), ("plan:free.0", "8 hours")])).Content.ReadAsStringAsync();
        looked.ShouldContain("1 clocks fall due earlier");
        looked.ShouldContain(running);
        looked.ShouldContain("value=\"8 hours\"", customMessage: "what was typed is kept");
        (await Known(desk)).Sla.Version.ShouldBe(1, "looking saves nothing");

        (await Save(admin, ("plan:free.0", "8 hours"), ("reason", "Answers have become quicker"))).ShouldBe(HttpStatusCode.Redirect);
        await desk.Do<TicketJobs>();
        (await desk.Clock(running, Target.FirstResponse)).Due.ShouldBe(arrived.AddHours(8));
        (await desk.Clock(met, Target.FirstResponse)).ShouldBe(kept, "what was met stays as it was");
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'clocks_set' and data->>'reason' = 'policy_changed'")).ShouldBe(1);
        other.Clock.Advance(TimeSpan.FromSeconds(11));
        (await Known(other)).Sla.Version.ShouldBe(2, "every node has read it within seconds");
        var fresh = await other.Open("Too quiet here", SafetyWorld.Harmless, "cy@example.org");
        (await desk.Clock(fresh, Target.FirstResponse)).Due.ShouldBe((await Arrived(desk, fresh)).AddHours(8));

        // Shares of the new target fire at their new times, and once (D26).
        desk.Clock.Set(arrived.AddHours(9));
        await desk.Run();
        (await desk.Fired(running)).Where(f => f.Contains("first_response")).ShouldBe(
            ["warned first_response 50", "warned first_response 75", "warned first_response 90", "breached first_response"]);
        await ThresholdTests.Agrees(desk);
        var page = WebUtility.HtmlDecode(await admin.Page("/policies/sla"));
        page.ShouldContain("Free, first reply: 48 h → 8 h");
        page.ShouldContain("Answers have become quicker");
    }

    [Fact]
    public async Task D25_what_a_new_version_puts_into_the_past_is_counted_apart_and_a_breach_stays()
    {
        await using var desk = await Rounds.Desk();
        var arrived = desk.Clock.GetUtcNow();
        var (early, broken) = (await desk.Open("Too quiet", SafetyWorld.Harmless), "");
        desk.Clock.Set(arrived.AddHours(-60));
        broken = await desk.Open("Too quiet too", SafetyWorld.Harmless, "bo@example.org");
        var since = await Arrived(desk, broken);
        desk.Clock.Set(arrived.AddHours(3));
        using var admin = await desk.As("Sam Okoye");
        (await Save(admin, ("plan:free.0", "2 h"), ("reason", "x"))).ShouldBe(HttpStatusCode.Redirect);

        // The round in which they fall due renews them by itself, before any job has come to them.
        await desk.Do<ThresholdWork>();
        await desk.Do<TicketJobs>();
        (await desk.Clock(early, Target.FirstResponse)).ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(ClockState.Missed), c => c.MissedByReclassification.ShouldBeTrue());
        (await desk.Clock(broken, Target.FirstResponse)).ShouldSatisfyAllConditions(
            c => c.State.ShouldBe(ClockState.Missed), c => c.MissedByReclassification.ShouldBeFalse("it was broken by the policy of its time"), c => c.Due.ShouldBe(since.AddHours(48)));
        (await desk.Fired(broken)).ShouldContain("breached first_response");
        (await desk.Fired(early)).ShouldNotContain("breached first_response");
        await ThresholdTests.Agrees(desk);
    }

    [Fact]
    public async Task D22_what_cannot_be_a_policy_is_refused_in_sentences_and_kept()
    {
        await using var desk = await Rounds.Desk();
        using var admin = await desk.As("Sam Okoye");
        var refused = await admin.PostForm("/policies/sla", "/policies/sla?handler=Save", [.. Form(), ("plan:premium.0", "5 days"), ("issue:safety/crisis.0", "no target"), ("reason", "x")]);
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        page.ShouldContain("Premium: \"5 days\" is no target.");
        page.ShouldContain("value=\"5 days\"");
        (await Save(admin, ("issue:safety/crisis.0", "no target"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "D22a");
        (await Save(admin, ("plan:premium.0", "6 business hours"))).ShouldBe(HttpStatusCode.UnprocessableEntity, "why?");
        (await Save(admin, ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "nothing was changed");
        (await Save(admin, ("plan:premium.0", "6 business hours"), ("plan:premium.2", "no target"), ("another", "refund_request"), ("another.0", "4 h"), ("reason", "As agreed"))).ShouldBe(HttpStatusCode.Redirect);
        (await Save(admin, ("plan:premium.0", "7 h"), ("reason", "x"))).ShouldBe(HttpStatusCode.Conflict, "somebody saved in between");
        var sla = (await Known(desk)).Sla;
        sla.All.Single(p => p.Name == "plan:premium").ShouldSatisfyAllConditions(
            p => p.FirstResponse.ToString().ShouldBe("6 h business"), p => p.Resolution.ShouldBeOfType<TargetTime.None>("no target is a value"));
        sla.All.ShouldContain(p => p.Name == "issue:billing/refund_request");
    }

    [Fact]
    public async Task D3_calendars_take_several_ranges_a_day_holidays_and_zones()
    {
        await using var desk = await Rounds.Desk();
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        var before = (await desk.Clock(number, Target.Resolution)).Due!.Value;
        using var admin = await desk.As("Sam Okoye");
        async Task<HttpResponseMessage> Post(params (string, string)[] changes) =>
            await admin.PostForm("/policies/calendars", "/policies/calendars?handler=Save", [("basedOn", "1"), ("priority.always", "true"), ("emergency.always", "true"), .. changes]);
        var refused = await Post(("standard.Tuesday", "09:00-12:00, 11:00-17:00"), ("standard.zone", "Mars/Olympus"), ("standard.holidays", "Christmas"), ("reason", "x"));
        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var page = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        page.ShouldContain("Standard, Tuesday: 11:00-17:00 begins before the range in front of it ends.");
        page.ShouldContain("\"Mars/Olympus\" is no time zone");
        page.ShouldContain("\"Christmas\" is no holiday");
        page.ShouldContain("value=\"09:00-12:00, 11:00-17:00\"");
        (await Post(("standard.Tuesday", "9:00-12:00, 13:00-17:00"), ("standard.holidays", "2026-12-02 Founders' day"), ("reason", "Lunch"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        await desk.Do<TicketJobs>();
        // One hour of Tuesday and the whole of Wednesday are gone: five business days from Monday 10:00 end a day and an hour later.
        (await desk.Clock(number, Target.Resolution)).Due.ShouldBe(before.AddDays(1).AddHours(1));
        var set = await Known(desk);
        (set.Sla.Version, set.Sla.Business.Holidays.Count).ShouldBe((2, 1));
        (await admin.Page("/policies/calendars")).ShouldContain("2026-12-02 Founders");
    }

    private static async Task<DateTimeOffset> Arrived(Desk desk, string number) => new(await desk.Scalar<DateTime>("select arrived_at from ticket where number = $1", number), TimeSpan.Zero);

    private static (string, string)[] Form() => [("basedOn", "1"), ("hours", "8")];

    private static async Task<HttpStatusCode> Save(Browser admin, params (string, string)[] changes) => (await admin.PostForm("/policies/sla", "/policies/sla?handler=Save", [.. Form(), .. changes])).StatusCode;

    private static async Task<PolicySet> Known(Desk desk) => await desk.App.Services.GetRequiredService<Policies>().Current(CancellationToken.None);

    private static async Task Nobody(Desk desk, params string[] names)
    {
        foreach (var name in names)
        {
            using var browser = await desk.As(name);
            (await browser.Get("/policies/sla")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, name);
        }
    }
}
