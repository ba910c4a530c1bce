using System.Net;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Database;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>UX 3, D5, D6: what the model is unsure of, one ticket at a time, decided once and by one person.</summary>
public class TriageQueueTests
{
    [Fact]
    public async Task D6_one_ticket_stands_there_with_its_words_and_three_choices_and_after_a_choice_the_next()
    {
        await using var desk = await Desk.Start(running: false);
        var (first, second) = (await desk.Unsure(), await desk.Unsure());
        using var elena = await desk.As("Elena Marsh");
        var page = await elena.Page("/triage");
        page.ShouldContain("2 left");
        page.ShouldContain($"#{first}");
        page.ShouldNotContain($"#{second}");
        page.Split("class=\"choice").Length.ShouldBe(4, "three suggestions");
        foreach (var key in new[] { "data-key=\"1\"", "data-key=\"2\"", "data-key=\"3\"" }) page.ShouldContain(key);
        page.ShouldContain("<mark", customMessage: "the evidence is highlighted");

        var answer = await Choose(elena, page, first, "login");
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var next = await elena.Page(answer.Headers.Location!.OriginalString);
        next.ShouldContain("1 left");
        next.ShouldContain($"#{second}");
        next.ShouldContain($"href=\"/tickets/{first}\"", customMessage: "the way back");
        (await desk.Query("select subcategory, needs_triage, decided_by, state from ticket where number = $1", first))[0].ShouldBe(["login", false, "person", "open"]);
    }

    [Fact]
    public async Task D15_a_persons_choice_follows_the_urgency_that_is_in_force()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Unsure();
        await desk.Query("update ticket set signals = '{access}' where number = $1", number);
        await desk.Query("""
            insert into policy_version (kind, version, data, author, reason, at)
            select kind, 2, jsonb_set(jsonb_set(data, '{priority,high}', '["data_sync"]'), '{priority,low}', '["access"]'), 'Ruth', 'access can wait', now() from policy_version where kind = 'urgency'
            """);
        desk.App.Services.GetRequiredService<Policies>().ReadAgain();
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "login"));
        (await desk.Scalar<short>("select priority from ticket where number = $1", number)).ShouldBe((short)Priority.Low);
    }

    [Fact]
    public async Task D5_a_correction_stands_beside_the_models_answer_with_the_words_that_told()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Unsure();
        await desk.Send("Elena Marsh", new CorrectTriage.Command(number, "voice_synthesis", BasedOn: await desk.VersionOf(number), Typed: "the thing"));
        var rows = await desk.Query("select c.decided_by, c.subcategory, c.because::text from classification c join ticket t on t.id = c.ticket_id where t.number = $1 order by c.at", number);
        rows.Count.ShouldBe(2);
        rows[0][0].ShouldNotBe("person");
        rows[1][1].ShouldBe("voice_synthesis");
        var text = await desk.Scalar<string>("select m.text from message m join ticket t on t.id = m.ticket_id where t.number = $1", number);
        var start = text.IndexOf("the thing", StringComparison.Ordinal);
        ((string)rows[1][2]!).ShouldBe($$"""[{"end": {{start + 9}}, "for": "voice_synthesis", "field": "body", "start": {{start}}}]""");
    }

    [Fact]
    public async Task D5_words_that_are_not_in_the_message_come_back_with_what_was_typed()
    {
        await using var desk = await Desk.Start(running: false);
        var number = await desk.Unsure();
        using var elena = await desk.As("Elena Marsh");
        var page = await elena.Page("/triage");
        var answer = await Choose(elena, page, number, "login", ("words", "dragons"));
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var again = await answer.Content.ReadAsStringAsync();
        again.ShouldContain("is not in the message");
        again.ShouldContain("value=\"dragons\"");
        again.ShouldContain($"#{number}");
    }

    [Fact]
    public async Task D6_two_people_never_decide_one_ticket_unnoticed()
    {
        await using var desk = await Desk.Start(running: false);
        var (first, second) = (await desk.Unsure(), await desk.Unsure());
        using var elena = await desk.As("Elena Marsh");
        var seen = await elena.Page("/triage");
        await desk.Send("Ruth Delgado", new CorrectTriage.Command(first, "performance", BasedOn: await desk.VersionOf(first)));

        var answer = await Choose(elena, seen, first, "login");
        answer.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var told = await answer.Content.ReadAsStringAsync();
        told.ShouldContain($"Ruth Delgado has decided #{first} in the meantime: performance.");
        told.ShouldContain($"#{second}", customMessage: "and the next stands there");
        (await desk.Scalar<string>("select subcategory from ticket where number = $1", first)).ShouldBe("performance");
    }

    [Fact]
    public async Task D6_of_two_who_decide_at_the_same_moment_one_is_told()
    {
        await using var desk = await Desk.Start(running: false);
        for (var round = 0; round < 20; round++)
        {
            var number = await desk.Unsure();
            var version = await desk.VersionOf(number);
            var answers = await Task.WhenAll(new[] { ("Elena Marsh", "login"), ("Ruth Delgado", "performance") }.Select(async one =>
            {
                try
                {
                    await desk.Send(one.Item1, new CorrectTriage.Command(number, one.Item2, BasedOn: version));
                    return true;
                }
                catch (Stale)
                {
                    return false;
                }
            }));
            answers.Count(a => a).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Skipping_shows_the_next_and_behind_the_last_the_first_again()
    {
        await using var desk = await Desk.Start(running: false);
        var (first, second) = (await desk.Unsure(), await desk.Unsure());
        using var elena = await desk.As("Elena Marsh");
        var page = await elena.Page("/triage");
        page.ShouldContain($"#{first}");
        page = await elena.Page(Skip(page));
        page.ShouldContain($"#{second}");
        page.ShouldContain("2 left");
        (await elena.Page(Skip(page))).ShouldContain($"#{first}");
    }

    [Fact]
    public async Task Nothing_left_says_what_to_do_next_and_readers_are_not_let_in()
    {
        await using var desk = await Desk.Start(running: false);
        using var elena = await desk.As("Elena Marsh");
        (await elena.Page("/triage")).ShouldContain("Nothing needs triage");
        using var auditor = await desk.As("Tom Lindqvist");
        (await auditor.Get("/triage")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Skip(string page) => WebUtility.HtmlDecode(page.Split('"').First(p => p.StartsWith("/triage?after=", StringComparison.Ordinal)));

    private static Task<HttpResponseMessage> Choose(Browser browser, string page, string number, string subcategory, params (string, string)[] more) =>
        browser.PostForm("/triage", "/triage", [("number", number), ("basedOn", Browser.Field(page, "basedOn")), ("choice", subcategory), .. more]);
}

/// <summary>Tickets that the model is unsure of.</summary>
internal static class UnsureTickets
{
    public static async Task<string> Unsure(this Desk desk)
    {
        var number = await desk.Open("Hello", "Hello, it does the thing again and then I am back where I was. What now?");
        if (!await desk.Scalar<bool>("select needs_triage from ticket where number = $1", number)) throw new InvalidOperationException("The model is sure of a text that says nothing.");
        return number;
    }

    public static Task<int> VersionOf(this Desk desk, string number) => desk.Scalar<int>("select version from ticket where number = $1", number);
}
