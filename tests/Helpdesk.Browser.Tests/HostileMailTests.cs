using System.Collections.Concurrent;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Mail;
using Helpdesk.Tests.Support;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Helpdesk.Browser.Tests;

/// <summary>
/// A customer's markup in a real Chromium: it runs nothing, asks for nothing and leads nowhere. Two walls stand before it, the
/// sanitizer and the sandboxed frame with its policy; each is also tried without the other.
/// </summary>
public class HostileMailTests
{
    /// <summary>What each of them would do is seen: a title that changes, a request, a window, a dialog.</summary>
    private const string Hostile =
        """
        <html><head><base href="https://evil.example/"><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
        <style>@import url(https://evil.example/import.css); body { background: url(https://evil.example/back.png) } @font-face { font-family: e; src: url(https://evil.example/f.woff) } p { font-family: e }</style>
        <link rel="stylesheet" href="https://evil.example/link.css"><link rel="prefetch" href="https://evil.example/prefetch"><link rel="preconnect" href="https://evil.example">
        <script>document.title = 7; open('https://evil.example/popup'); fetch('https://evil.example/fetch')</script><script src="https://evil.example/x.js"></script></head>
        <body onload="document.title = 7" background="https://evil.example/body.png"><p id="words">Good morning</p>
        <img src="https://evil.example/pixel.png"><img srcset="https://evil.example/set.png 2x"><img src="x" onerror="document.title = 7">
        <picture><source srcset="https://evil.example/picture.png"><img alt=""></picture><video src="https://evil.example/v.mp4" poster="https://evil.example/p.png" autoplay></video>
        <div style="background: url(https://evil.example/style.png); position: fixed; inset: 0">x</div><svg onload="document.title = 7"><image href="https://evil.example/svg.png"/></svg>
        <iframe src="https://evil.example/frame"></iframe><iframe srcdoc="<script>parent.document.title = 7</script>"></iframe><object data="https://evil.example/o"></object><embed src="https://evil.example/e">
        <form action="https://evil.example/form" method="post"><input name="q" autofocus onfocus="document.title = 7"><button id="send" style="position: fixed; inset: 0; z-index: 9">Send</button></form>
        <a id="top" href="javascript:document.title = 7" target="_top">x</a></body></html>
        """;

    private sealed class Seen
    {
        public ConcurrentBag<string> Things { get; } = [];

        public static async Task<Seen> By(IPage page, string home)
        {
            var seen = new Seen();
            // Only what gets past the page's own policy comes here.
            await page.Context.RouteAsync(url => !url.StartsWith(home, StringComparison.Ordinal), async route =>
            {
                seen.Things.Add("a request for " + route.Request.Url);
                await route.AbortAsync();
            });
            page.Context.Page += (_, opened) => seen.Things.Add("a window at " + opened.Url);
            page.Context.Dialog += (_, dialog) => seen.Things.Add("a dialog: " + dialog.Message);
            page.Download += (_, download) => seen.Things.Add("a download of " + download.Url);
            return seen;
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_hostile_mail_in_its_frame_does_nothing(bool sanitized)
    {
        await using var desk = await Desk.Start();
        await desk.PostMail("Good morning", "Good morning", "mallory@example.org", html: Hostile);
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from ticket") == 1, "the mail is a ticket");
        var number = await desk.Scalar<string>("select number from ticket");
        var page = await Chrome.Page(desk.Url);
        await Chrome.SignIn(page, "Elena Marsh");
        var seen = await Seen.By(page, desk.Url);
        if (!sanitized)
        {
            // The frame and its policy alone: the mail as it came, under the headers of the application.
            await page.RouteAsync("**/messages/*/html*", async route => await route.FulfillAsync(new RouteFulfillOptions { Response = await route.FetchAsync(), Body = Hostile }));
        }

        await page.GotoAsync($"/tickets/{number}");
        var title = await page.TitleAsync();
        await page.ClickAsync("summary:has-text('As it was sent')");
        var mail = page.FrameLocator("iframe.mail");
        (await mail.Locator("#words, p").First.InnerTextAsync()).ShouldBe("Good morning");
        if (sanitized) (await mail.Locator("form, script, style:not(head style), link, iframe, object, svg, [style], [onload], [onerror]").CountAsync()).ShouldBe(0);
        else await mail.Locator("#send").ClickAsync();
        await Task.Delay(1_500, TestContext.Current.CancellationToken);

        seen.Things.ShouldBeEmpty();
        (await page.TitleAsync()).ShouldBe(title);
        new Uri(page.Url).AbsolutePath.ShouldBe($"/tickets/{number}");
        foreach (var frame in page.Frames) (await frame.TitleAsync()).ShouldNotBe("7");
    }

    /// <summary>The sanitizer alone: the corpus in a page that allows everything.</summary>
    [Fact]
    public async Task What_the_sanitizer_lets_through_does_nothing_without_any_frame_or_policy()
    {
        const string Home = "https://mail.example/";
        var page = await Chrome.Page(Home);
        var seen = await Seen.By(page, Home);
        var body = string.Concat(HostileHtml.Samples.Append(Hostile).Select(s => "<section>" + SafeHtml.Sanitize(s.Replace("alert(1)", "document.title=7", StringComparison.Ordinal)) + "</section>"));
        await page.RouteAsync(Home + "**", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = "<!doctype html><title>Mail</title>" + body }));
        await page.GotoAsync("/");
        await Task.Delay(1_500, TestContext.Current.CancellationToken);

        seen.Things.ShouldBeEmpty();
        (await page.TitleAsync()).ShouldBe("Mail");
        (await page.Locator("section").CountAsync()).ShouldBe(HostileHtml.Samples.Count + 1, "each sample stayed in its place");
    }

    [Fact]
    public async Task The_same_mail_without_walls_is_seen_doing_all_that()
    {
        const string Home = "https://mail.example/";
        var page = await Chrome.Page(Home);
        var seen = await Seen.By(page, Home);
        await page.RouteAsync(Home + "**", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "text/html; charset=utf-8", Body = Hostile.Replace("0;url", "99;url", StringComparison.Ordinal) }));
        await page.GotoAsync("/");
        await Desk.Until(() => Task.FromResult(seen.Things.Count > 8), "requests leave");
        (await page.TitleAsync()).ShouldBe("7");
    }
}
