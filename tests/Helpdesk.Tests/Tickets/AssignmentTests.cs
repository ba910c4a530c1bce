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

/// <summary>D16 through the running application: queues are offered, absences give back, and a claim is won once.</summary>
public class AssignmentTests
{
    private static readonly DayOfWeek[] Always = Enum.GetValues<DayOfWeek>();
    private const string Quiet = SafetyWorld.Harmless;

    [Fact]
    public async Task D16_a_team_without_a_shift_keeps_its_queue()
    {
        await using var desk = await Started();
        var number = await desk.Open("Too quiet", Quiet);
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        (await AssigneeOf(desk, number)).ShouldBeNull();
    }

    [Fact]
    public async Task D16_when_a_shift_begins_the_queue_is_offered_and_the_reason_is_shown()
    {
        await using var desk = await Started();
        var number = await desk.Open("Too quiet", Quiet);
        await desk.Shift("Elena Marsh");
        await Holds(desk, number, "Elena Marsh");
        using var ruth = await desk.As("Ruth Delgado");
        (await ruth.Page($"/tickets/{number}")).ShouldContain("The only one on shift with a free place.");
        (await desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("new", "nobody has done anything yet (D28)");
    }

    [Fact]
    public async Task D16_a_place_that_becomes_free_brings_the_next_ticket()
    {
        await using var desk = await Started();
        await desk.Send("Ruth Delgado", new SetDuty.Command(Team.CustomerService, await desk.Id("Elena Marsh"), 1, [], null));
        await desk.Shift("Elena Marsh");
        var (first, second) = (await desk.Open("Too quiet", Quiet), await desk.Open("Too quiet too", Quiet));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from ticket where assignee_id is not null") == 1, "one was given");
        var given = await desk.Scalar<string>("select number from ticket where assignee_id is not null");
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        (await desk.Scalar<long>("select count(*) from ticket where assignee_id is not null")).ShouldBe(1, "her cap is one");
        await desk.Send("Elena Marsh", new ChangeState.Command(given, TicketState.Resolved));
        await Holds(desk, given == first ? second : first, "Elena Marsh");
    }

    [Fact]
    public async Task D16_an_absence_gives_back_and_its_end_brings_back()
    {
        await using var desk = await Started();
        await desk.Shift("Elena Marsh");
        var (open, pending) = (await desk.Open("Too quiet", Quiet), await desk.Open("Too quiet too", Quiet));
        await Holds(desk, open, "Elena Marsh");
        await Holds(desk, pending, "Elena Marsh");
        await desk.Send("Elena Marsh", new ChangeState.Command(pending, TicketState.Pending));
        var held = await desk.Open("Too quiet as well", Quiet);
        await Holds(desk, held, "Elena Marsh");
        await desk.Send("Elena Marsh", new ChangeState.Command(held, TicketState.OnHold, "The studio looks at it.", new DateOnly(2026, 12, 20)));

        await desk.Send("Ruth Delgado", new AddAbsence.Command(Team.CustomerService, await desk.Id("Elena Marsh"), null, null));
        await Desk.Until(async () => await AssigneeOf(desk, open) is null, "the open one went back");
        (await AssigneeOf(desk, held)).ShouldBeNull("and the one on hold");
        (await AssigneeOf(desk, pending)).ShouldBe("Elena Marsh", "pending ones stay until the customer answers");
        await desk.CustomerWrites(pending, "It is still too quiet.");
        (await AssigneeOf(desk, pending)).ShouldBeNull();

        await desk.Send("Ruth Delgado", new EndAbsence.Command(Team.CustomerService, await desk.Scalar<Guid>("select id from absence")));
        await Holds(desk, open, "Elena Marsh");
        await Holds(desk, pending, "Elena Marsh");
    }

    [Fact]
    public async Task D16_only_somebody_allowed_is_chosen_for_a_restricted_ticket()
    {
        await using var desk = await Started();
        await desk.Query("insert into team_member (person_id, team, lead) select id, 'safety', false from person where name = 'Jonas Weber'");
        await desk.Shift("Jonas Weber", Team.Safety, ShiftKind.Priority);
        var number = await desk.OpenCritical();
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        (await AssigneeOf(desk, number)).ShouldBeNull("Jonas may not meet it");
        await desk.Shift("Marcus Ode", Team.Safety, ShiftKind.Priority);
        await Holds(desk, number, "Marcus Ode");
    }

    [Fact]
    public async Task D12a_outside_Standard_hours_only_Enterprise_is_offered_and_only_to_Priority()
    {
        await using var desk = await Started();
        desk.Clock.Set(DateTimeOffset.Parse("2026-12-06T03:00:00Z", CultureInfo.InvariantCulture)); // Saturday night in New York
        var (free, enterprise) = (await desk.Open("Too quiet", Quiet), await desk.Open("Too quiet too", Quiet));
        await desk.Query("update ticket set plan = 6 where number = $1", enterprise);
        await desk.Shift("Ruth Delgado");
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        (await AssigneeOf(desk, enterprise)).ShouldBeNull("a Standard shift is not asked at night");
        await desk.Shift("Elena Marsh", kind: ShiftKind.Priority);
        await Holds(desk, enterprise, "Elena Marsh");
        (await AssigneeOf(desk, free)).ShouldBeNull();
    }

    [Fact]
    public async Task D16_who_gave_a_ticket_back_is_not_given_it_again()
    {
        await using var desk = await Started();
        await desk.Shift("Elena Marsh");
        var number = await desk.Open("Too quiet", Quiet);
        await Holds(desk, number, "Elena Marsh");
        await desk.Send("Elena Marsh", new Assign.Command(number, null, await desk.VersionOf(number)));
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        (await AssigneeOf(desk, number)).ShouldBeNull();
        await desk.Shift("Ruth Delgado");
        await Holds(desk, number, "Ruth Delgado");
    }

    [Fact]
    public async Task Shifts_and_absences_are_arranged_by_the_lead_of_the_own_team_only()
    {
        await using var desk = await Desk.Start(running: false);
        var (elena, yuki) = (await desk.Id("Elena Marsh"), await desk.Id("Yuki Tanaka"));
        var shift = new AddShift.Command(Team.CustomerService, elena, ShiftKind.Standard, Always, new TimeOnly(9, 0), new TimeOnly(17, 0));
        await Should.ThrowAsync<NotAllowed>(() => desk.Send("Elena Marsh", shift));
        await Should.ThrowAsync<NotFound>(() => desk.Send("Marcus Ode", shift));
        await Should.ThrowAsync<NotFound>(() => desk.Send("Ruth Delgado", shift with { Team = Team.Engineering, Person = yuki }));
        await Should.ThrowAsync<NotFound>(() => desk.Send("Ruth Delgado", shift with { Person = yuki }));
        await desk.Send("Ruth Delgado", shift);
        using var marcus = await desk.As("Marcus Ode");
        (await marcus.Get("/teams/customer_service/people")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_lead_arranges_everything_on_one_page_without_script()
    {
        await using var desk = await Desk.Start(running: false);
        using var ruth = await desk.As("Ruth Delgado");
        const string Page = "/teams/customer_service/people";
        (await ruth.Get("/teams")).Headers.Location!.OriginalString.ShouldBe(Page);
        var elena = (await desk.Id("Elena Marsh")).ToString();
        await Posted(ruth.PostForm(Page, Page + "?handler=Shift", ("person", elena), ("kind", "Priority"), ("days", "Monday"), ("days", "Tuesday"), ("days", "Wednesday"), ("begins", "22:00"), ("ends", "06:00")));
        await Posted(ruth.PostForm(Page, Page + "?handler=Duty", ("person", elena), ("cap", "7"), ("skills", "billing"), ("languages", "NL, de")));
        await Posted(ruth.PostForm(Page, Page + "?handler=Away", ("person", elena), ("since", ""), ("until", "")));
        var page = WebUtility.HtmlDecode(await ruth.Page(Page));
        page.ShouldContain("Mon–Wed 22:00–06:00 next day (America/New_York), Priority");
        page.ShouldContain("away · 0 of 7");
        page.ShouldContain("value=\"nl, de\"");
        await Posted(ruth.PostForm(Page, Page + "?handler=Back", ("absence", Browser.Field(page, "absence"))));
        await Posted(ruth.PostForm(Page, Page + "?handler=Unshift", ("shift", Browser.Field(page, "shift"))));
        page = await ruth.Page(Page);
        page.ShouldContain("No shift is set");
        page.ShouldNotContain("away ·");

        var refused = await ruth.PostForm(Page, Page + "?handler=Duty", ("person", elena), ("cap", "-3"), ("languages", "Dutch"));
        refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var words = await refused.Content.ReadAsStringAsync();
        words.ShouldContain("from 0 to 500");
        words.ShouldContain("two letters each");
    }

    /// <summary>A Tuesday morning in New York: Standard hours, whenever the test runs.</summary>
    private static async Task<Desk> Started()
    {
        var desk = await Desk.Start();
        desk.Clock.Set(DateTimeOffset.Parse("2026-12-01T15:00:00Z", CultureInfo.InvariantCulture));
        return desk;
    }

    private static async Task Posted(Task<HttpResponseMessage> answer) => (await answer).StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task<string?> AssigneeOf(Desk desk, string number) =>
        (await desk.Query("select p.name from ticket t left join person p on p.id = t.assignee_id where t.number = $1", number))[0][0] as string;

    private static Task Holds(Desk desk, string number, string name) => Desk.Until(async () => await AssigneeOf(desk, number) == name, $"{name} has the ticket");
}

/// <summary>Hours for the people of the small world.</summary>
internal static class Shifts
{
    public static Task<Guid> Id(this Desk desk, string name) => desk.Scalar<Guid>("select id from person where name = $1", name);

    /// <summary>A shift around the clock.</summary>
    public static Task Shift(this Desk desk, string name, Team team = Team.CustomerService, ShiftKind kind = ShiftKind.Standard) => desk.Query(
        "insert into shift (id, person_id, team, kind, days, begins, ends, zone) select gen_random_uuid(), id, $2, $3, 127, '00:00', '00:00', 'UTC' from person where name = $1",
        name, Words.Slug(team), Words.Slug(kind));
}
