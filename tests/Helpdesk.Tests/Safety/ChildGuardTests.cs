using System.Net;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Safety;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>The guard between composer and outbox (D35a, D37, D38).</summary>
public class ChildGuardTests
{
    private const string Telling = "Hi Ada, we have reset the voice for your son Tom.";
    private const string Redacted = "Hi Ada, we have reset the voice for your son.";

    [Fact]
    public async Task D37_a_reply_that_tells_a_childs_data_is_stopped_and_the_redacted_one_is_a_click_away()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        using var elena = await desk.As("Elena Marsh");
        var page = $"/tickets/{number}";
        (string, string)[] form = [("once", Guid.CreateVersion7().ToString()), ("basedOn", "100"), ("text", Telling), ("then", "pending")];
        using var stopped = await elena.PostForm(page, $"{page}/reply", form);
        stopped.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var html = WebUtility.HtmlDecode(await stopped.Content.ReadAsStringAsync());
        html.ShouldContain("“Tom”: It reads as a child’s name, and “your son” stands in the same message.");
        html.ShouldContain(Telling);
        html.ShouldContain(Redacted);
        html.ShouldNotContain("Send it as it is", customMessage: "Legal only");
        (await Replies(desk)).ShouldBe(0);

        using var click = await elena.PostForm(page, $"{page}/redact", form);
        click.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Scalar<string>("select text from draft")).ShouldBe(Redacted);
        WebUtility.HtmlDecode(await elena.Page(page)).ShouldContain(Redacted);
        using var sent = await elena.PostForm(page, $"{page}/reply", [.. form.Where(f => f.Item1 != "text"), ("text", Redacted)]);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await Replies(desk)).ShouldBe(1);
    }

    [Fact]
    public async Task D37_the_consenting_guardian_is_told_and_nobody_else()
    {
        await using var desk = await Desk.Start(running: false);
        await Account(desk, """{"email":"ada@example.org","name":"Ada Brook","under13":true,"consent":"given"}""");
        var number = await desk.Open("My son Tom cannot hear it", SafetyWorld.Harmless);
        await Send(desk, number, Telling);
        (await desk.Scalar<string>("select subject from outbox_mail where kind = 'reply'")).ShouldContain("Tom");

        await Account(desk, """{"email":"ada@example.org","consent":"withdrawn"}""");
        var withdrawn = await desk.Open("My son Tom cannot hear it", SafetyWorld.Harmless, "eva@example.org", "Eva");
        await Should.ThrowAsync<ChildDataFound>(() => Send(desk, withdrawn, Telling));
        await Send(desk, withdrawn, "Hi Eva, the voice is back.");
        (await desk.Scalar<string>("select subject from outbox_mail where kind = 'reply' and \"to\" = 'eva@example.org'")).ShouldBe($"Re: [#{withdrawn}] My son cannot hear it", "the subject goes out too");
    }

    [Fact]
    public async Task D37_Legal_may_send_it_with_a_reason_that_is_kept()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        (await Should.ThrowAsync<ChildDataFound>(() => Send(desk, number, Telling, "Ines Carvalho"))).MayOverride.ShouldBeTrue();
        (await Should.ThrowAsync<ChildDataFound>(() => Send(desk, number, Telling, "Ines Carvalho", " "))).MayOverride.ShouldBeTrue();
        (await Should.ThrowAsync<ChildDataFound>(() => Send(desk, number, Telling, SafetyWorld.Insider, "I say so"))).MayOverride.ShouldBeFalse();
        await Send(desk, number, Telling, "Ines Carvalho", "The court asked for it");
        (await Replies(desk)).ShouldBe(1);
        var data = await desk.Scalar<string>("select data::text from ticket_event where type = 'child_data_released'");
        data.ShouldContain("name");
        data.ShouldNotContain("court");
        (await desk.Scalar<string>("select text from message where direction = 'note'")).ShouldContain("The court asked for it");
    }

    [Fact]
    public async Task D37_the_page_offers_Legal_to_say_why()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        using var ines = await desk.As("Ines Carvalho");
        var page = $"/tickets/{number}";
        (string, string)[] form = [("once", Guid.CreateVersion7().ToString()), ("basedOn", "100"), ("text", Telling), ("then", "pending")];
        using var stopped = await ines.PostForm(page, $"{page}/reply", form);
        (await stopped.Content.ReadAsStringAsync()).ShouldContain("Send it as it is, because");
        using var sent = await ines.PostForm(page, $"{page}/reply", [.. form, ("because", "The court asked for it")]);
        sent.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await ines.Page(page)).ShouldContain("Legal let a child");
    }

    [Fact]
    public async Task D38_a_childs_account_without_consent_gets_the_consent_request_and_nothing_else()
    {
        await using var desk = await Desk.Start(running: false);
        await Account(desk, """{"email":"ada@example.org","under13":true,"consent":"missing"}""");
        var number = await desk.Open("Too quiet", SafetyWorld.Harmless);
        (await desk.Scalar<long>("select count(*) from outbox_mail")).ShouldBe(0, "a receipt is a message too");
        (await Should.ThrowAsync<Refused>(() => Send(desk, number, "Hi Ada, the voice is back."))).Message.ShouldContain("no guardian has consented");
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page($"/tickets/{number}")).ShouldContain("no guardian has consented");

        var body = await desk.Scalar<string>("select body from template where slug = 'parental-consent'");
        var filled = Blanks.Fill(body, name => name == "customer" ? "Ada" : "Elena Marsh");
        await Should.ThrowAsync<Refused>(() => Send(desk, number, filled + "\n\nYour voice is back.", template: ConsentRequest.Template), "the request, and not the request with more");
        await Should.ThrowAsync<Refused>(() => Send(desk, number, filled));
        await Send(desk, number, filled.ReplaceLineEndings("\r\n"), template: ConsentRequest.Template);
        await desk.Send("Elena Marsh", new AddNote.Command(number, Guid.CreateVersion7(), "Waiting for the parents."));
        await desk.Send("Elena Marsh", new LogCall.Command(number, Guid.CreateVersion7(), "The mother called.", Spoke: true));
        (await Replies(desk)).ShouldBe(1);
    }

    [Fact]
    public async Task D38_safety_answers_without_consent_and_D35a_chooses_the_recipient()
    {
        await using var desk = await Desk.Start(running: false);
        await Account(desk, """{"email":"kim@example.org","under13":true,"consent":"missing"}""");
        var number = await desk.OpenCritical();
        using var safety = await desk.As(SafetyWorld.Insider);
        var page = await safety.Page($"/tickets/{number}");
        page.ShouldContain("kim@example.org: This address belongs to the account holder.");
        page.ShouldContain("Choose who gets this");
        const string Words = "We are here. Is somebody with you?";
        (await Should.ThrowAsync<Refused>(() => Send(desk, number, Words, SafetyWorld.Insider))).Message.ShouldContain("Choose who gets this answer");
        await Send(desk, number, Words, SafetyWorld.Insider, to: "kim@example.org");
        (await Replies(desk)).ShouldBe(1);
    }

    [Fact]
    public async Task D35a_on_an_open_crisis_ticket_an_agent_chooses_nobody()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.OpenCritical();
        await desk.Query("update ticket set restricted = false where number = $1", number);
        (await Should.ThrowAsync<Refused>(() => Send(desk, number, "Hello there", to: "kim@example.org"))).Message.ShouldContain("Safety chooses");
    }

    [Fact]
    public async Task D37_lists_mask_personal_data_and_show_who_asks()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Open("My son Tom, tom@example.net, cannot hear it", "Call me on +1 555 0100 200 please, it is too quiet.");
        using var elena = await desk.As("Elena Marsh");
        var list = WebUtility.HtmlDecode(await elena.Page("/tickets?view=all"));
        list.ShouldContain("My son [name], [e-mail], cannot hear it");
        list.ShouldContain("[phone]");
        list.ShouldContain("Ada Brook");
        list.ShouldNotContain("tom@example.net");
        list.ShouldNotContain("0100");
        WebUtility.HtmlDecode(await elena.Page($"/tickets/{number}")).ShouldContain("My son Tom, tom@example.net");
    }

    private static async Task Send(Desk desk, string number, string text, string by = "Elena Marsh", string? because = null, string? template = null, string? to = null) =>
        await desk.Send(by, new Reply.Command(number, Guid.CreateVersion7(), await desk.Version(number), text, TicketState.Pending, template, to, because));

    private static Task<long> Replies(Desk desk) => desk.Scalar<long>("select count(*) from outbox_mail where kind = 'reply'");

    private static async Task Account(Desk desk, string facts)
    {
        using var json = JsonDocument.Parse(facts);
        var read = AccountFacts.Read(json.RootElement, "test", desk.Clock.GetUtcNow(), out var problems);
        problems.ShouldBeEmpty();
        await desk.Send(Viewer.System, new PutAccount.Command("acct-guard", read));
    }
}
