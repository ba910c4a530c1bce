using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Access;

/// <summary>The door (§1): who gets in, and what the door tells those who do not.</summary>
public sealed partial class SignInTests
{
    private const string Elena = "elena.marsh@helpdesk.example";

    [Fact]
    public async Task A_wrong_password_and_an_unknown_address_get_the_same_answer()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = desk.Nobody();
        var wrong = await Answer(browser, Elena, "not the password");
        var unknown = await Answer(browser, "nobody@helpdesk.example", "not the password");
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        unknown.ShouldBe(wrong);
        wrong.Text.ShouldContain("do not fit together");
    }

    [Fact]
    public async Task Eight_wrong_passwords_lock_the_account_and_the_right_one_then_looks_wrong()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = desk.Nobody();
        for (var i = 0; i < 8; i++) (await Answer(browser, Elena, "not the password")).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Answer(browser, Elena, DemoPerson.Password)).ShouldBe(await Answer(browser, "nobody@helpdesk.example", "x"));
        (await desk.Scalar<bool>("select lockout_end > now() from person where email = $1", Elena)).ShouldBeTrue();
    }

    [Fact]
    public async Task Wrong_passwords_sent_at_once_are_all_counted()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        var browsers = Enumerable.Range(0, 5).Select(_ => desk.Nobody()).ToList();
        await Task.WhenAll(browsers.Select(b => Answer(b, Elena, "not the password")));
        (await desk.Scalar<int>("select access_failed_count from person where email = $1", Elena)).ShouldBe(5);
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task Tries_from_one_address_are_limited()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = desk.Nobody();
        HttpStatusCode last = default;
        for (var i = 0; i < 21; i++) last = (await browser.PostForm("/sign-in", ("Email", $"p{i}@example.org"), ("Password", "x"))).StatusCode;
        last.ShouldBe(HttpStatusCode.TooManyRequests);
        (await browser.Get("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.OK, "the page itself stays readable");
    }

    [Theory]
    [InlineData("/me", "/me")]
    [InlineData("/tickets?q=a%20b", "/tickets?q=a%20b")]
    [InlineData("https://evil.example/", "/tickets")]
    [InlineData("//evil.example/", "/tickets")]
    [InlineData("/\\evil.example/", "/tickets")]
    [InlineData("", "/tickets")]
    public async Task After_signing_in_only_addresses_of_ours_are_followed(string returnUrl, string expected)
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        (await browser.PostForm("/sign-in", ("Email", Elena), ("Password", DemoPerson.Password), ("ReturnUrl", returnUrl))).Headers.Location!.OriginalString.ShouldBe(expected);
        using var demo = desk.Nobody();
        (await demo.PostForm("/sign-in", "/sign-in/demo", ("Email", Elena), ("ReturnUrl", returnUrl))).Headers.Location!.OriginalString.ShouldBe(expected);
    }

    [Fact]
    public async Task One_click_sign_in_exists_in_demo_databases_only()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = desk.Nobody();
        (await browser.Page("/sign-in")).ShouldNotContain("look around as");
        (await browser.PostForm("/sign-in", "/sign-in/demo", ("Email", Elena))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task In_a_demo_one_click_signs_in_as_a_named_person_and_nobody_else()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        var page = await browser.Page("/sign-in");
        foreach (var person in DemoPeople.All) page.ShouldContain(person.Email);
        (await browser.PostForm("/sign-in", "/sign-in/demo", ("Email", "stranger@example.org"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.PostForm("/sign-in", "/sign-in/demo", ("Email", Elena))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Page("/me")).ShouldContain("Elena Marsh");
    }

    [Fact]
    public async Task Cookies_are_closed_to_scripts_and_to_other_sites()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        var page = await browser.Get("/sign-in");
        var form = page.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("helpdesk-form=", StringComparison.Ordinal));
        form.ShouldContain("httponly");
        form.ShouldContain("samesite=strict");
        var answer = await browser.PostForm("/sign-in", ("Email", Elena), ("Password", DemoPerson.Password));
        var session = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("helpdesk=", StringComparison.Ordinal));
        session.ShouldContain("httponly");
        session.ShouldContain("samesite=lax");
        session.ShouldNotContain("expires", Case.Insensitive, "the session ends with the browser");
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/sign-in/demo")]
    [InlineData("/sign-in/two-factor")]
    [InlineData("/sign-out")]
    [InlineData("/password/forgot")]
    [InlineData("/password/reset")]
    [InlineData("/invitation")]
    public async Task A_form_without_its_token_is_a_bad_request(string path)
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        var answer = await browser.Http.PostAsync(path, new FormUrlEncodedContent([KeyValuePair.Create("Email", Elena)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("data-problem");
    }

    [Fact]
    public async Task Signing_out_takes_a_post_and_ends_the_session()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = await desk.As("Elena Marsh");
        await browser.Page("/sign-out");
        (await browser.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.OK, "looking at the page signs nobody out");
        (await browser.PostForm("/sign-out")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await browser.Get("/me")).Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fme");
    }

    private static async Task<(HttpStatusCode Status, string Text)> Answer(Browser browser, string email, string password)
    {
        var answer = await browser.PostForm("/sign-in", ("Email", email), ("Password", password));
        return (answer.StatusCode, Changing().Replace((await answer.Content.ReadAsStringAsync()).Replace(email, "", StringComparison.Ordinal), ""));
    }

    /// <summary>What differs between two drawings of the same page.</summary>
    [GeneratedRegex("""value="CfDJ[^"]*"|data-now="[^"]*" """, RegexOptions.NonBacktracking | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Changing();
}
