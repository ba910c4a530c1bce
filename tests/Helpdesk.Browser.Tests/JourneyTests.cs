using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

public class JourneyTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task D28_D33a_receive_reply_answer_resolve_close(bool scripts)
    {
        await using var desk = await Desk.Start();
        var number = await desk.Open("I cannot sign in", "The sign-in page keeps asking for the code that never comes.");
        var page = await Chrome.Page(desk.Url, scripts: scripts);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync("/tickets?view=unassigned");
        await page.ClickAsync($"a[href='/tickets/{number}']");
        await page.ClickAsync("button:has-text('Take it')");
        await page.Locator(".ticket-head :text('Elena Marsh')").First.WaitForAsync();

        await page.FillAsync("textarea[name=text]", "Hi Ada, please try the code that I just sent.");
        await page.ClickAsync("button:has-text('Send reply')");
        await page.ClickAsync("button:has-text('Undo')");
        await Desk.Until(async () => await page.InputValueAsync("textarea[name=text]") == "Hi Ada, please try the code that I just sent.", "the undone text is the draft again");
        await page.ClickAsync("button:has-text('Send reply')");
        await page.Locator(".msg.staff").First.WaitForAsync();
        desk.Clock.Advance(TimeSpan.FromSeconds(11));
        await State(desk, number, "pending");

        var sent = desk.Mail.All.Single(m => m.Text.Contains("please try the code", StringComparison.Ordinal));
        await desk.Reply(sent, "It works now, thank you!");
        await State(desk, number, "open");
        await page.GotoAsync($"/tickets/{number}");
        (await page.InnerTextAsync(".thread")).ShouldContain("It works now, thank you!");
        await page.ClickAsync("button:has-text('Resolve')");
        await State(desk, number, "resolved");
        desk.Clock.Advance(TimeSpan.FromDays(7.1));
        await State(desk, number, "closed");
        await desk.Reply(sent, "One more thing: how do I change the narrator?");
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from ticket where follow_up_of = $1", number) == 1, "a follow-up opens");
    }

    private static Task State(Desk desk, string number, string state) =>
        Desk.Until(async () => await desk.Scalar<string>("select state from ticket where number = $1", number) == state, $"the ticket is {state}");
}
