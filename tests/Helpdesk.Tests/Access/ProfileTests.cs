using System.Net;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Access;

/// <summary>One's own page.</summary>
public sealed class ProfileTests
{
    [Fact]
    public async Task Zone_and_looks_reach_the_next_page_at_once()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = await desk.As("Elena Marsh");
        (await Save(browser, "Asia/Tokyo")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await browser.Page("/me");
        page.ShouldContain("data-zone=\"Asia/Tokyo\"");
        page.ShouldContain("data-theme=\"dark\"");
        page.ShouldContain("data-density=\"compact\"");
        page.ShouldContain("Elena M.");
    }

    [Fact]
    public async Task What_was_typed_stays_when_something_is_wrong()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = await desk.As("Elena Marsh");
        using var answer = await Save(browser, "Mars/Olympus");
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Choose a time zone from the list.");
        page.ShouldContain("value=\"Elena M.\"");
    }

    [Fact]
    public async Task A_new_password_takes_the_old_one_and_ends_other_sessions()
    {
        await using var desk = await Desk.Start(running: false, adjust: Sessions.CheckedAtOnce);
        using var browser = await desk.As("Elena Marsh");
        using var elsewhere = await desk.As("Elena Marsh");
        (await browser.PostForm("/me/password", ("Current", "wrong"), ("New", "seven quiet foxes"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await browser.PostForm("/me/password", ("Current", DemoPerson.Password), ("New", "seven quiet foxes"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static Task<HttpResponseMessage> Save(Browser browser, string zone) =>
        browser.PostForm("/me", ("Name", "Elena M."), ("Zone", zone), ("Locale", "nl-NL"), ("Theme", "dark"), ("Compact", "true"));
}
