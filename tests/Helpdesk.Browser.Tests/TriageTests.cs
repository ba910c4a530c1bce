using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>UX 3 by keyboard, and the pages of a lead beside it.</summary>
public class TriageTests
{
    private static readonly AxeRunOptions Rules = new() { RunOnly = new RunOnlyOptions { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag22aa"] } };

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

    [Fact]
    public async Task Axe_finds_nothing_on_triage_model_and_team()
    {
        await using var desk = await Desk.Start();
        await Unsure(desk);
        await desk.Query("insert into shift (id, person_id, team, kind, days, begins, ends, zone) select gen_random_uuid(), id, 'customer_service', 'priority', 62, '22:00', '06:00', 'UTC' from person where name = 'Elena Marsh'");
        await desk.Query("insert into absence (id, person_id, since) select gen_random_uuid(), id, now() from person where name = 'Ruth Delgado'");
        await desk.Query("""
            insert into model_version (version, at, author, promoted, name, corrections, held_out, gained, lost, chance, safety_lost, reason, report)
            values (1, now(), 'Helpdesk', true, 'linear-2', '{}', 9, 6, 0, 0.01, 0, 'Taken: 6 held-out corrections better, 0 worse.',
                '{"examples":9,"categoryAccuracy":0.9,"subcategoryAccuracy":0.8,"calibrationError":0.1,"matrix":[[1,0,0,0,0,0],[0,2,0,0,0,0],[0,0,3,1,0,0],[0,0,0,1,0,0],[0,0,0,0,1,0],[0,0,0,0,0,0]],"reliability":[{"from":0.5,"to":0.6,"answers":9,"meanConfidence":0.55,"right":0.6}],"confusions":[{"expected":"login","answered":"refund_request","times":1}]}')
            """);
        var found = new List<string>();
        foreach (var (width, scheme) in new[] { (1280, ColorScheme.Light), (320, ColorScheme.Dark) })
        {
            var page = await Chrome.Page(desk.Url, width, scheme);
            await Chrome.SignIn(page, "Ruth Delgado");
            foreach (var path in new[] { "/triage", "/triage/model", "/teams/customer_service/people" })
            {
                await page.GotoAsync(path);
                var sideways = await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
                found.AddRange((await page.RunAxe(Rules)).Violations.Select(v => $"{path} {width}: {v.Id} at {v.Nodes[0].Target}"));
                if (sideways > 0) found.Add($"{path} {width}: {sideways} px wider than the screen");
                if (Environment.GetEnvironmentVariable("SCREENSHOTS") is { } folder) await page.ScreenshotAsync(new PageScreenshotOptions { Path = $"{folder}/{path.Replace('/', '_')}-{width}.png" });
            }

            await page.Context.CloseAsync();
        }

        found.ShouldBeEmpty();
    }

    private static async Task<string> Unsure(Desk desk)
    {
        var number = await desk.Open("Hello", "Hello, it does the thing again and then I am back where I was. What now?");
        (await desk.Scalar<bool>("select needs_triage from ticket where number = $1", number)).ShouldBeTrue();
        return number;
    }
}
