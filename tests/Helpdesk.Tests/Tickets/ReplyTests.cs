using System.Net;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>What stops a reply, and what is kept of it (D32, D33, D33a).</summary>
public class ReplyTests
{
    private const string Answer = "Hi Ada, here is what we found.";

    [Fact]
    public async Task D33_an_unfilled_variable_or_blank_of_a_template_blocks_sending_and_the_text_is_kept()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("The voice is silent", "Since the update nobody reads to us.");
        using var elena = await desk.As("Elena Marsh");
        var page = await elena.Page($"/tickets/{number}?template=first-reply");
        page.ShouldContain("Hi Ada,", customMessage: "what the ticket knows is filled in");
        var text = "Hi Ada,\n\n[what you found, or what you need to know]\n\nBest regards";

        using var refused = await Post(elena, number, page, text, "first-reply");

        refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var shown = WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync());
        shown.ShouldContain("Fill in [what you found, or what you need to know] before you send.");
        shown.ShouldContain("[what you found, or what you need to know]\n\nBest regards");
        (await Replies(desk)).ShouldBe(0);
        using var sent = await Post(elena, number, page, "Hi Ada,\n\nYour tablet was muted.\n\nBest regards", "first-reply");
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Replies(desk)).ShouldBe(1);
    }

    [Fact]
    public async Task D33a_a_reply_stops_with_what_has_changed_since_it_was_begun_and_goes_once_that_was_seen()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("The voice is silent", "Since the update nobody reads to us.");

        await Stops(desk, number, "The customer has written again", async () =>
            await desk.Send(Viewer.System, new AddToRequest.Command(await desk.Scalar<string>("select token from ticket where number = $1", number), Guid.CreateVersion7(), "It is the blue tablet.", [])));
        await Stops(desk, number, "Somebody else has answered", async () => await desk.Send("Ruth Delgado", new Reply.Command(number, Guid.CreateVersion7(), await Version(desk, number), "I have it.", TicketState.Open, null, null)));
        using var crm = await ApiClient.With(desk, "accounts:write");
        await Stops(desk, number, "The plan was changed", () => crm.Put("/api/v1/accounts/acc-1", new { email = "ada@example.org", plan = "enterprise" }));
        await Stops(desk, number, "The state was changed", () => desk.Send("Ruth Delgado", new ChangeState.Command(number, TicketState.Resolved)));
    }

    [Fact]
    public async Task D33a_what_does_not_change_the_answer_stops_nobody()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("The voice is silent", "Since the update nobody reads to us.");
        var seen = await Version(desk, number);
        await desk.Send("Ruth Delgado", new Claim.Command(number));
        await desk.Send("Ruth Delgado", new AddNote.Command(number, Guid.CreateVersion7(), "Known bug."));

        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), seen, Answer, TicketState.Pending, null, null));

        (await Replies(desk)).ShouldBe(1);
    }

    [Fact]
    public async Task D32_resolving_offers_the_resolution_template_which_resolves_when_it_goes()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("The voice is silent", "Since the update nobody reads to us.");
        using var elena = await desk.As("Elena Marsh");
        const string offer = "Write the resolution message";
        (await elena.Page($"/tickets/{number}")).ShouldNotContain(offer);
        (await elena.Page($"/tickets/{number}?template=resolved")).ShouldContain("<option value=\"resolved\" selected=\"selected\">");

        await desk.Send("Elena Marsh", new ChangeState.Command(number, TicketState.Resolved));

        (await elena.Page($"/tickets/{number}")).ShouldContain(offer);
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), await Version(desk, number), Answer, TicketState.Resolved, null, null));
        (await elena.Page($"/tickets/{number}")).ShouldNotContain(offer);
    }

    private static async Task Stops(Desk desk, string number, string because, Func<Task> change)
    {
        using var elena = await desk.As("Elena Marsh");
        var page = await elena.Page($"/tickets/{number}");
        await change();
        var before = await Replies(desk);

        using var stopped = await Post(elena, number, page, Answer, "");

        stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict, because);
        var shown = await stopped.Content.ReadAsStringAsync();
        shown.ShouldContain(because);
        shown.ShouldContain(Answer, customMessage: "the text is kept");
        (await Replies(desk)).ShouldBe(before);
    }

    private static Task<HttpResponseMessage> Post(Browser browser, string number, string page, string text, string template) => browser.PostForm(
        $"/tickets/{number}", $"/tickets/{number}/reply", ("once", Guid.CreateVersion7().ToString()), ("basedOn", Browser.Field(page, "basedOn")), ("text", text), ("then", "pending"), ("template", template));

    private static Task<int> Version(Desk desk, string number) => desk.Scalar<int>("select version from ticket where number = $1", number);

    private static Task<long> Replies(Desk desk) => desk.Scalar<long>("select count(*) from message where direction = 'out'");
}
