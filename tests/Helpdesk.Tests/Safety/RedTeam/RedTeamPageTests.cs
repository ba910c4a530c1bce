using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Platform.Commands;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Safety;

/// <summary>The red-team page: what fires and where, and the cases that are kept of it (D8).</summary>
public class RedTeamPageTests
{
    private const string Page = "/safety/red-team";
    private const string Harmless = "the dragon dies on the second page & <b>nobody</b> minds";

    [Fact]
    public async Task D8_phrases_show_what_fires_where_and_by_which_rule()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        using var answer = await safety.PostForm(Page, ("phrases", $"{SafetyWorld.Critical}\n{Harmless}\n{{\"text\":\"a quiet day\",\"kind\":\"crisis\"}}\n{{broken"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("<mark title=");
        html.ShouldContain("crisis.");
        html.ShouldContain("Nothing fires.");
        html.ShouldContain("Line 4 begins like JSON and is none.");
        html.ShouldContain("3 phrases, 1 of them fire");
        html.ShouldContain("&lt;b&gt;nobody&lt;/b&gt;");
        (await desk.Scalar<long>("select count(*) from red_team_case")).ShouldBe(0, "nothing is kept unless somebody says so");
    }

    [Fact]
    public async Task D8_phrases_come_as_a_file_too_and_stay_in_the_form()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        var token = Browser.Field(await safety.Page(Page), "__RequestVerificationToken");
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("typed before"), "phrases" } };
        var file = new ByteArrayContent(Encoding.UTF8.GetBytes($"{{\"text\":\"{SafetyWorld.Critical}\",\"kind\":\"crisis\"}}"));
        file.Headers.ContentType = new MediaTypeHeaderValue("text/plain");
        form.Add(file, "file", "phrases.jsonl");
        using var answer = await safety.Http.PostAsync(Page, form);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("typed before");
        html.ShouldContain("2 phrases");
    }

    [Fact]
    public async Task D8_a_case_is_kept_with_who_and_why_and_run_again_against_the_lexicon()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        const string Missed = "the moon is made of purple cheese";
        using var answer = await safety.PostForm(Page, $"{Page}?handler=Keep", ("phrases", $"{Harmless}\n{Missed}"), ("line", "2"), ("expect-2", "fires"), ("kind-2", "crisis"), ("severity-2", "high"), ("why-2", "Seen in March"));
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("Nothing fires.");
        html.ShouldContain("1 of 1 not as expected");
        html.ShouldContain(Missed);
        (await desk.Query("select text, fires, kind, why, author from red_team_case")).ShouldHaveSingleItem().ShouldBe([Missed, true, "crisis", "Seen in March", SafetyWorld.Insider]);
        (await desk.Scalar<long>("select count(*) from access_log where door = 'red_team'")).ShouldBeGreaterThan(0, "reading them is logged like a restricted ticket");

        using var again = await safety.PostForm(Page, $"{Page}?handler=Keep", ("phrases", Missed), ("line", "1"), ("expect-1", "nothing"), ("why-1", "Twice"));
        again.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var id = await desk.Scalar<Guid>("select id from red_team_case");
        using var without = await safety.PostForm(Page, $"{Page}?handler=Withdraw", ("id", id.ToString()), ("why", " "));
        without.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        using var withdrawn = await safety.PostForm(Page, $"{Page}?handler=Withdraw", ("id", id.ToString()), ("why", "It was a poem"));
        withdrawn.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Send(SafetyWorld.Insider, new ListCases.Query())).ShouldBeEmpty();
        (await desk.Scalar<string>("select withdrawn_why from red_team_case")).ShouldBe("It was a poem", "it stays written");
    }

    [Fact]
    public async Task D8_a_case_without_reason_is_not_kept_and_nothing_typed_is_lost()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await desk.As(SafetyWorld.Insider);
        using var answer = await safety.PostForm(Page, $"{Page}?handler=Keep", ("phrases", Harmless), ("line", "1"), ("expect-1", "fires"), ("kind-1", "privacy"), ("why-1", ""));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldContain("why this case is kept");
        html.ShouldContain("the dragon dies on the second page");
        html.ShouldContain("value=\"privacy\" selected");
        (await desk.Scalar<long>("select count(*) from red_team_case")).ShouldBe(0);
    }

    [Fact]
    public async Task S1_only_Safety_meets_the_cases()
    {
        await using var desk = await Desk.Start(running: false);
        foreach (var name in SafetyWorld.Outsiders.Append("Ines Carvalho"))
        {
            using var browser = await desk.As(name);
            foreach (var address in new[] { Page, "/safety/lexicon", "/safety/lexicon/rule", "/safety/lexicon/word-class?name=child" }) (await browser.Get(address)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, $"{name} at {address}");
            await Should.ThrowAsync<NotAllowed>(() => desk.Send(name, new TryPhrases.Query("x")));
        }
    }

    [Fact]
    public async Task D8_the_table_refuses_what_is_no_case()
    {
        await using var desk = await Desk.Start(running: false);
        await desk.Send(SafetyWorld.Insider, new KeepCase.Command("a phrase", Expectation.Silence, "why"));
        foreach (var change in new[] { "text = ' '", "why = ''", "kind = 'crisis'", "withdrawn_at = now()", "person_id = gen_random_uuid()" })
            await Should.ThrowAsync<Npgsql.PostgresException>(() => desk.Query($"update red_team_case set {change}"), change);
    }
}
