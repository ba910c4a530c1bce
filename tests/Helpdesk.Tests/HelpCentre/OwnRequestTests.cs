using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.HelpCentre;

public class OwnRequestTests
{
    private const string Grave = "My stepdad hits me every night and I am scared to go home. I am 9.";

    [Fact]
    public async Task D29_the_page_shows_what_was_said_to_the_customer_and_nothing_else()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("Story stops", "The story stops <b>halfway</b>.");
        await desk.Send("Elena Marsh", new AddNote.Command(number, Guid.CreateVersion7(), "SECRET NOTE"));
        await desk.Send("Elena Marsh", new LogCall.Command(number, Guid.CreateVersion7(), "SECRET CALL", false));
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), 100, "Try the other voice.", TicketState.Pending, null, null));
        using var customer = desk.Nobody();
        (await Page(desk, customer, number)).ShouldNotContain("Try the other voice.", customMessage: "it can still be undone");
        desk.Clock.Advance(Reply.UndoFor + TimeSpan.FromSeconds(1));
        await Desk.Until(async () => await desk.Scalar<string>("select state from ticket where number = $1", number) == "pending", "the reply left");

        var page = await Page(desk, customer, number);
        page.ShouldContain("The story stops &lt;b&gt;halfway&lt;/b&gt;.");
        page.ShouldContain("Try the other voice.");
        page.ShouldContain("<b>Elena</b>");
        page.ShouldContain("wait for you");
        foreach (var hidden in new[] { "SECRET", "Marsh", "elena.marsh", "@helpdesk.example" }) page.ShouldNotContain(hidden);
    }

    [Fact]
    public async Task It_says_by_when_in_the_customers_zone()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story stops", "The story stops.");
        await desk.Query("update requester set zone = 'Europe/Amsterdam'");
        using var customer = desk.Nobody();
        (await Page(desk, customer, number)).ShouldContain("(Amsterdam)</b> at the latest");
        desk.Clock.Advance(TimeSpan.FromDays(3));
        (await Page(desk, customer, number)).ShouldContain("We are sorry");
    }

    [Theory]
    [InlineData("/help/requests/00000000000000000000000000000000")]
    [InlineData("/help/requests/nothing")]
    public async Task An_unknown_link_is_404(string path)
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        (await customer.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("Help", Grave)]
    [InlineData("Help", "My boy has become so withdrawn and cries every night before bed, he says he feels empty inside")]
    public async Task D34_D35a_a_restricted_or_silent_ticket_echoes_nothing_and_still_takes_more(string subject, string text)
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open(subject, text);
        using var customer = desk.Nobody();
        var path = await Path(desk, number);
        var page = await customer.Page(path);
        page.ShouldContain("We have your message. A person is looking at it.");
        page.ShouldNotContain("withdrawn");
        page.ShouldNotContain("stepdad");
        page.ShouldNotContain("Solved");

        (await Add(customer, path, "He came home again.")).Headers.Location!.ToString().ShouldBe(path + "?said=added");
        await customer.PostForm(path, path + "?handler=Solved");
        (await desk.Scalar<long>("select count(*) from message m join ticket t on t.id = m.ticket_id where t.number = $1", number)).ShouldBe(2);
        (await desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("new");
        (await desk.Scalar<long>("select count(*) from outbox_mail")).ShouldBe(0);
    }

    [Fact]
    public async Task D28_adding_reopens_once_and_a_closed_request_leads_to_a_linked_follow_up()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story stops", "The story stops.");
        using var customer = desk.Nobody();
        var path = await Path(desk, number);
        (await customer.PostForm(path, path + "?handler=Solved")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Scalar<string>("select state from ticket where number = $1", number)).ShouldBe("resolved");

        var once = Guid.NewGuid().ToString();
        await Add(customer, path, "It stops again.", once);
        await Add(customer, path, "It stops again.", once);
        await Add(customer, path, "On both Echos.", once);
        (await desk.Query("select state from ticket")).ShouldHaveSingleItem().ShouldBe(["open"]);
        (await desk.Scalar<long>("select count(*) from message")).ShouldBe(3);
        (await desk.Query("select distinct actor_kind from ticket_event where type in ('message_received', 'state_changed')")).ShouldHaveSingleItem().ShouldBe(["customer"]);

        await customer.PostForm(path, path + "?handler=Solved");
        desk.Clock.Advance(CloseResolved.After + TimeSpan.FromMinutes(1));
        await desk.Send(Domain.Access.Viewer.System, new CloseResolved.Command(await desk.Scalar<Guid>("select id from ticket")));
        var answer = await Add(customer, path, "It is back.", once);
        answer.Headers.Location!.ToString().ShouldEndWith("?said=follow_up");
        (await Add(customer, path, "It is back.", once)).Headers.Location.ShouldBe(answer.Headers.Location);
        (await desk.Scalar<string>("select follow_up_of from ticket where state = 'new'")).ShouldBe(number);
        (await customer.Page(answer.Headers.Location.ToString())).ShouldContain("The two are linked.");
    }

    [Fact]
    public async Task D34_a_closed_restricted_request_leads_to_a_follow_up_without_its_words()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("My stepdad", Grave);
        await desk.Send("Marcus Ode", new ChangeState.Command(number, TicketState.Resolved));
        desk.Clock.Advance(CloseResolved.After + TimeSpan.FromMinutes(1));
        await desk.Send(Domain.Access.Viewer.System, new CloseResolved.Command(await desk.Scalar<Guid>("select id from ticket")));
        using var customer = desk.Nobody();
        await Add(customer, await Path(desk, number), "Which plan holds more stories?");
        (await desk.Query("select subject from ticket where not restricted")).ShouldHaveSingleItem().ShouldBe(["Which plan holds more stories?"]);
    }

    [Fact]
    public async Task My_requests_are_mailed_at_most_once_an_hour_and_the_answer_tells_nothing()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Story stops", "The story stops.");
        await desk.Open("Help", Grave);
        using var customer = desk.Nobody();
        var known = await customer.PostForm("/help/requests", ("Email", " ADA@example.org "));
        var unknown = await customer.PostForm("/help/requests", ("Email", "nobody@example.org"));
        await customer.PostForm("/help/requests", ("Email", "ada@example.org"));

        (unknown.StatusCode, unknown.Headers.Location).ShouldBe((known.StatusCode, known.Headers.Location));
        const string Links = "select \"to\", text from outbox_mail where kind = 'magic_link'";
        var mail = (await desk.Query(Links)).ShouldHaveSingleItem();
        mail[0].ShouldBe("ada@example.org");
        mail[1]!.ToString()!.Split("/help/requests/").Length.ShouldBe(2, "the restricted one is left out");
        mail[1]!.ToString()!.ShouldContain(await Path(desk, number));
        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        await customer.PostForm("/help/requests", ("Email", "ada@example.org"));
        (await desk.Query(Links)).Count.ShouldBe(2);
    }

    private static async Task<string> Path(Desk desk, string number) => "/help/requests/" + await desk.Scalar<string>("select token from ticket where number = $1", number);

    private static async Task<string> Page(Desk desk, Browser customer, string number) => await customer.Page(await Path(desk, number));

    private static Task<HttpResponseMessage> Add(Browser customer, string path, string text, string? once = null) =>
        customer.PostForm(path, ("Body", text), ("Once", once ?? Guid.NewGuid().ToString()));
}
