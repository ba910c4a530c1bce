using Helpdesk.Platform.Live;
using Helpdesk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// A browser opens six connections to a host over HTTP/1.1. With a stream for each tab the seventh tab would hang; here one tab holds
/// the stream and the others hear it.
/// </summary>
public class LiveTabsTests
{
    private const int Tabs = 10;

    [Fact]
    public async Task Ten_tabs_of_one_browser_all_stay_live_and_the_next_takes_over_when_one_is_closed()
    {
        await using var desk = await Desk.Start();
        var first = await Chrome.Page(desk.Url);
        await Chrome.SignIn(first, "Elena Marsh");
        var tabs = new List<IPage> { first };
        while (tabs.Count < Tabs) tabs.Add(await first.Context.NewPageAsync());
        foreach (var tab in tabs) await tab.GotoAsync("/tickets?view=all");
        foreach (var tab in tabs) await tab.Locator("[data-live-state] .live:text-is('Live')").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached });
        // Counted where they are held: the browser does not always tell of a request that died with its page.
        await Desk.Until(() => Task.FromResult(desk.App.Services.GetRequiredService<LiveHub>().Streams == 1), "one stream is open for the whole browser");

        await Shows(tabs, await desk.Open("The first news", "Something is heard in every tab."));
        await tabs[0].CloseAsync();
        tabs.RemoveAt(0);
        await Shows(tabs, await desk.Open("The second news", "It is heard in every tab that is left."));
        foreach (var tab in tabs) (await tab.Locator("[data-live-state] .live").First.InnerTextAsync()).ShouldBe("Live");
    }

    private static async Task Shows(IEnumerable<IPage> tabs, string number)
    {
        foreach (var tab in tabs) await tab.Locator($"#t-{number}").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Attached, Timeout = 20_000 });
    }
}
