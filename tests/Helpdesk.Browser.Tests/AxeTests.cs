using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
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

    private static async Task<IEnumerable<string>> Look(IPage page, string path, int width)
    {
        await page.GotoAsync(path);
        var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        var result = await page.RunAxe(Rules);
        return result.Violations.Select(v => $"{path} {width}: {v.Id} at {v.Nodes[0].Target}")
            .Concat(sideways > 0 ? [$"{path} {width}: {sideways} px wider than the screen"] : []);
    }
}
