using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Helpdesk.Domain.Safety;
using Helpdesk.Features.Safety;
using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

public class AxeTests
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag22aa"] } };

    [Fact]
    public async Task Axe_finds_nothing_on_the_pages_of_an_agent_and_a_customer()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("The voice is silent", "Nobody speaks on our Echo since last week, the light ring is blue and then nothing happens.");
        var token = await desk.Scalar<string>("select token from ticket where number = $1", number);
        string[] mine = ["/tickets?view=all", $"/tickets/{number}", $"/tickets/{number}/assign", $"/tickets/{number}/hold", "/tickets/call", "/me"];
        string[] open = ["/sign-in", "/help", "/help/new", $"/help/requests/{token}", "/password/forgot"];
        var found = new List<string>();
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            var page = await Chrome.Page(desk.Url, width, scheme);
            foreach (var path in open) found.AddRange(await Look(page, path, width));
            await Chrome.SignIn(page, "Elena Marsh");
            foreach (var path in mine) found.AddRange(await Look(page, path, width));
            await page.Context.CloseAsync();
        }

        found.ShouldBeEmpty();
    }

    [Fact]
    public async Task Axe_finds_nothing_on_the_pages_of_Safety()
    {
        await using var desk = await Desk.Start();
        await desk.Send("Marcus Ode", new KeepCase.Command("the moon is made of purple cheese", new Expectation(true, SafetyKind.Crisis), "Seen in March"));
        var number = await desk.Open("Please read this", "I am going to kill myself tonight, I have the pills here.", "kim@example.org", "Kim");
        string[] pages = ["/safety/red-team", "/safety/lexicon", "/safety/lexicon/rule?name=crisis.wants_to_die", "/safety/lexicon/word-class", "/safety/access-log", $"/tickets/{number}"];
        var found = new List<string>();
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            var page = await Chrome.Page(desk.Url, width, scheme);
            await Chrome.SignIn(page, "Marcus Ode");
            foreach (var path in pages) found.AddRange(await Look(page, path, width));
            await page.GotoAsync("/safety/red-team");
            await page.FillAsync("#Phrases", "I am going to kill myself tonight, I have the pills here.\nthe moon is made of purple cheese");
            await page.ClickAsync("button.primary");
            found.AddRange(await Look(page, null, width));
            await page.GotoAsync("/safety/lexicon/rule?name=crisis.wants_to_die");
            await page.CheckAsync("#Form_Off");
            await page.ClickAsync("button.primary");
            found.AddRange(await Look(page, null, width));
            await page.Context.CloseAsync();
        }

        found.ShouldBeEmpty();
    }

    /// <param name="path">Null: the page as it stands.</param>
    private static async Task<IEnumerable<string>> Look(IPage page, string? path, int width)
    {
        if (path is not null) await page.GotoAsync(path);
        path ??= page.Url;
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        var result = await page.RunAxe(Rules);
        return result.Violations.Select(v => $"{path} {width}: {v.Id} at {v.Nodes[0].Target}")
            .Concat(sideways > 0 ? [$"{path} {width}: {sideways} px wider than the screen"] : []);
    }
}
