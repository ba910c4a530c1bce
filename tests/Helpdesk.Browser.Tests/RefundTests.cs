using System.Net.Http.Json;
using System.Text.Json;
using Helpdesk.Domain.Access;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Sandbox;
using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>UX, Finance clerk: request, decision shown, issued in two presses; and the hands may stay on the keyboard.</summary>
public class RefundTests
{
    [Fact]
    public async Task D42_a_refund_within_the_limit_is_issued_by_two_clicks_or_by_keys_alone()
    {
        await using var sandbox = SandboxApp.Build(["--urls", "http://127.0.0.1:0", "--Logging:LogLevel:Default", "Warning"]);
        await sandbox.StartAsync();
        var address = sandbox.Urls.Single();
        await using var desk = await Desk.Start(settings: [("HELPDESK_SANDBOX", address)]);
        using var stripe = new HttpClient { BaseAddress = new Uri(address) };
        AccountFact Fact(string value) => new(JsonSerializer.SerializeToElement(value), "test", TimeProvider.System.GetUtcNow());
        await desk.Send(Viewer.System, new PutAccount.Command("acct_ada", new Dictionary<string, AccountFact> { ["email"] = Fact("ada@example.org"), ["stripeCustomerId"] = Fact("cus_ada") }));
        var number = await desk.Open("Please refund me", "I do not want it any more and would like my money back.", "ada@example.org", "Ada Brook");
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Aisha Bello");

        await Pay(stripe, 2_000);
        await Pay(stripe, 6_000);
        await page.GotoAsync($"/tickets/{number}");
        await page.ClickAsync("a[aria-label='Refund 20.00 USD']");
        await page.GetByText("D41.5").First.WaitForAsync();
        await page.ClickAsync("button:has-text('Refund 10.00 USD')");
        await Issued(desk, 1_000);

        await page.GotoAsync($"/tickets/{number}");
        await page.Locator("a[aria-label='Refund 60.00 USD']").WaitForAsync();
        await Tab(page, "Refund 60.00 USD");
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("button:has-text('Refund 30.00 USD')").WaitForAsync();
        await Tab(page, "Refund 30.00 USD");
        await page.Keyboard.PressAsync("Enter");
        await Issued(desk, 3_000);
        var ledger = await stripe.GetFromJsonAsync<JsonElement>("/stripe/ledger.json");
        ledger.EnumerateArray().Select(r => r.GetProperty("amount").GetInt64()).Order().ShouldBe([1_000, 3_000]);
    }

    /// <summary>A month, in the exact middle of which the customer asks.</summary>
    private static async Task Pay(HttpClient stripe, long amount)
    {
        var paid = TimeProvider.System.GetUtcNow().AddDays(-15).ToUnixTimeSeconds();
        (await stripe.PostAsJsonAsync("/stripe/payments", new { customer = "cus_ada", amount = $"{amount}", currency = "usd", interval = "month", paidAt = $"{paid}", periodStart = $"{paid}", periodEnd = $"{paid + 30 * 86_400}" })).EnsureSuccessStatusCode();
    }

    /// <summary>The focus goes on until it stands on what is called so.</summary>
    private static async Task Tab(IPage page, string name)
    {
        for (var i = 0; i < 150; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<string>("() => { const e = document.activeElement; return (e.ariaLabel || e.textContent || '').trim() }") == name) return;
        }

        throw new InvalidOperationException($"The focus never came to {name}.");
    }

    private static Task Issued(Desk desk, long amount) =>
        Desk.Until(async () => await desk.Scalar<long>("select count(*) from refund_intent where state = 'succeeded' and amount = $1", amount) == 1, $"{amount} are issued");
}
