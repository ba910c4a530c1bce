using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>UX: the hands stay on the keyboard. From the list to a sent answer in three presses besides typing.</summary>
public class KeyboardTests
{
    [Fact]
    public async Task From_the_inbox_to_a_resolved_ticket_without_a_mouse()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("I cannot sign in", "The sign-in page keeps asking for the code that never comes.");
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync("/tickets?view=unassigned");
        var keys = page.Keyboard;

        await keys.PressAsync("j");
        await keys.PressAsync("Enter");
        await page.WaitForURLAsync($"**/tickets/{number}**");
        await keys.PressAsync("m");
        await page.Locator(".ticket-head :text('Elena Marsh')").First.WaitForAsync();
        await keys.PressAsync("r");
        await page.Locator("textarea[name=text]:focus").WaitForAsync();
        await keys.TypeAsync("Hello Ada, a new code is on its way.");
        await keys.PressAsync("Control+Enter");
        await page.Locator(".msg.staff").First.WaitForAsync();
        await keys.PressAsync("e");
        await Desk.Until(async () => await desk.Scalar<string>("select state from ticket where number = $1", number) == "resolved", "it is resolved");
        await keys.PressAsync("g");
        await keys.PressAsync("n");
        await page.WaitForURLAsync("**/tickets/next**");
        (await desk.Scalar<string>("select text from message where direction = 'out'")).ShouldBe("Hello Ada, a new code is on its way.");
    }

    /// <summary>Tab alone, for those who use no shortcuts: the focus is always seen, never trapped, and reaches the main action.</summary>
    [Fact]
    public async Task Tab_goes_through_a_ticket_and_its_focus_is_always_seen()
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("I cannot sign in", "The sign-in page keeps asking for the code that never comes.");
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync($"/tickets/{number}");
        var met = new List<string>();
        for (var i = 0; i < 120; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            var at = await page.EvaluateAsync<string>(
                """
                () => {
                  const e = document.activeElement
                  if (!e || e === document.body) return ''
                  const style = getComputedStyle(e), box = e.getBoundingClientRect()
                  const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'
                  const around = e.closest('.draft, .query, .row')
                  const outer = around && (getComputedStyle(around).outlineStyle !== 'none' || getComputedStyle(around).boxShadow !== 'none')
                  return `${e.tagName} ${(e.ariaLabel || e.textContent || e.name || '').trim().slice(0, 30)} ${ring || outer ? 'seen' : 'UNSEEN'} ${box.width > 0 ? '' : 'FLAT'}`
                }
                """);
            if (at.Length == 0) break;
            met.Add(at);
        }

        met.Count.ShouldBeLessThan(120, "the focus leaves the page at its end");
        met.Where(m => m.Contains("UNSEEN", StringComparison.Ordinal)).ShouldBeEmpty();
        met.ShouldContain(m => m.StartsWith("BUTTON Send reply", StringComparison.Ordinal));
    }
}
