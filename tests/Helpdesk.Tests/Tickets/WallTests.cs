using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Safety;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Tickets;

/// <summary>The board on a wall (UX 4): figures by a revocable link, and nothing else.</summary>
public class WallTests
{
    [Fact]
    public async Task D34_a_wall_link_shows_figures_only_and_revoked_it_is_gone()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("Too quiet for Wanda", SafetyWorld.Harmless, "wanda@example.org", "Wanda Brook");
        await desk.Send("Elena Marsh", new Claim.Command(number));
        using var ruth = await desk.As("Ruth Delgado");
        using var nobody = desk.Nobody();
        foreach (var name in new[] { "Elena Marsh", "Sam Okoye", "Priscilla Adeyemi" })
        {
            using var other = await desk.As(name);
            (await other.Get("/sla/links")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, name);
        }

        (await ruth.Page("/sla")).ShouldContain("/sla/links");
        (await ruth.PostForm("/sla/links", ("name", " "))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var made = await (await ruth.PostForm("/sla/links", ("name", "Big room"))).Content.ReadAsStringAsync();
        var token = Regex.Match(made, "http://help.test/board/([A-Za-z0-9_-]{43})", RegexOptions.NonBacktracking).Groups[1].Value;
        token.Length.ShouldBe(43);
        var listed = await ruth.Page("/sla/links");
        listed.ShouldContain("Big room");
        listed.ShouldNotContain(token, customMessage: "it is shown once");
        (await desk.Scalar<string>("select hash from board_link")).ShouldNotContain(token);

        using var answer = await nobody.Get($"/board/{token}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl!.NoStore.ShouldBeTrue();
        answer.Headers.GetValues("X-Robots-Tag").Single().ShouldContain("noindex");
        answer.Headers.GetValues("Referrer-Policy").Single().ShouldBe("no-referrer");
        var wall = await answer.Content.ReadAsStringAsync();
        wall.ShouldContain("Customer Service");
        foreach (var hidden in new[] { number, "Wanda", "Elena", "Ruth", "/tickets", "policies" }) wall.ShouldNotContain(hidden, Case.Sensitive);
        wall.ShouldContain("data-live-lost", customMessage: "it says when it is not live");

        // What is restricted is in no figure of it (D34).
        var before = Regex.Matches(wall, "<b>([^<]*)</b>", RegexOptions.NonBacktracking).Select(m => m.Groups[1].Value).ToList();
        await desk.Open("help", SafetyWorld.Critical, "cy@example.org");
        var after = Regex.Matches(await nobody.Page($"/board/{token}"), "<b>([^<]*)</b>", RegexOptions.NonBacktracking).Select(m => m.Groups[1].Value).ToList();
        after.ShouldBe(before);

        using (var stream = await nobody.Http.GetAsync($"/board/{token}/live", HttpCompletionOption.ResponseHeadersRead))
        {
            stream.Content.Headers.ContentType!.MediaType.ShouldBe("text/event-stream");
            using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync());
            (await reader.ReadLineAsync()).ShouldBe("event: hello");
            await desk.Open("Too quiet again", SafetyWorld.Harmless, "dee@example.org");
            string? line;
            do line = await reader.ReadLineAsync(); while (line is not null && line != "event: ticket");
            (await reader.ReadLineAsync()).ShouldBe("""data: {"number":"","version":0}""", "which ticket is nobody's business");
            var id = Browser.Field(listed, "id");
            (await ruth.PostForm("/sla/links", "/sla/links?handler=Revoke", ("id", id))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
            do line = await reader.ReadLineAsync(); while (line is not null); // it ends
        }

        foreach (var gone in new[] { $"/board/{token}", $"/board/{token}/live", "/board/nonsense" }) (await nobody.Get(gone)).StatusCode.ShouldBe(HttpStatusCode.NotFound, gone);
        (await ruth.Page("/sla/links")).ShouldNotContain("Big room");
    }

    [Fact]
    public async Task A_wall_link_ends_with_its_maker()
    {
        await using var desk = await Desk.Start(running: false);
        var token = await desk.Send("Ruth Delgado", new MakeBoardLink.Command("Kitchen"));
        using var nobody = desk.Nobody();
        (await nobody.Get($"/board/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        await desk.Query("delete from person_role where user_id = (select id from person where name = 'Ruth Delgado')");
        (await nobody.Get($"/board/{token}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
