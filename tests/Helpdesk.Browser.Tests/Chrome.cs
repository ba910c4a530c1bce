using Helpdesk.Platform.Demo;
using Microsoft.Playwright;

namespace Helpdesk.Browser.Tests;

/// <summary>A real Chromium, one for the run.</summary>
internal static class Chrome
{
    private static readonly Lazy<Task<IBrowser>> Started = new(async () =>
    {
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    });

    public static async Task<IPage> Page(string url, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool scripts = true)
    {
        var context = await (await Started.Value).NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = url, ViewportSize = new ViewportSize { Width = width, Height = 900 }, ColorScheme = scheme, JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }

    public static async Task SignIn(IPage page, string name, string leadsTo = "**/tickets**")
    {
        var person = DemoPeople.All.Single(p => p.Name == name);
        await page.GotoAsync("/sign-in");
        await page.FillAsync("input[name=Email]", person.Email);
        await page.FillAsync("input[name=Password]", DemoPerson.Password);
        await page.PressAsync("input[name=Password]", "Enter");
        await page.WaitForURLAsync(leadsTo);
    }
}
