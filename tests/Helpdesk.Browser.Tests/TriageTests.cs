using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>UX 3 by keyboard.</summary>
public class TriageTests
{
    [Fact]
    public async Task Keys_decide_one_ticket_after_the_other()
    {
        await using var desk = await Desk.Start();
        var (first, second) = (await Unsure(desk), await Unsure(desk));
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Elena Marsh");
        await page.GotoAsync("/triage");
        await page.Locator($"#triage :text('#{first}')").First.WaitForAsync();
        await page.Keyboard.PressAsync("2");
        await page.Locator($"#triage section :text('#{second}')").First.WaitForAsync();
        (await desk.Scalar<string>("select decided_by from ticket where number = $1", first)).ShouldBe("person");
        // Enter in a field takes nothing by accident.
        await page.FillAsync("#triage input[name=words]", "the thing");
        await page.PressAsync("#triage input[name=words]", "Enter");
        await page.Locator("#triage h1").ClickAsync();
        await page.Keyboard.PressAsync("1");
        await page.Locator("text=Nothing needs triage").WaitForAsync();
        (await desk.Scalar<string>("select because->0->>'field' from classification c join ticket t on t.id = c.ticket_id where t.number = $1 and c.decided_by = 'person'", second)).ShouldBe("body");
    }

    private static async Task<string> Unsure(Desk desk)
    {
        var number = await desk.Open("Hello", "Hello, it does the thing again and then I am back where I was. What now?");
        (await desk.Scalar<bool>("select needs_triage from ticket where number = $1", number)).ShouldBeTrue();
        return number;
    }
}
