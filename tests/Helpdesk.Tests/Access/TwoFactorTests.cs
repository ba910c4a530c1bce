using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Platform.Demo;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Access;

/// <summary>The two-factor step in the flow of signing in, with codes as an app would show them.</summary>
public sealed partial class TwoFactorTests
{
    private const string Elena = "elena.marsh@helpdesk.example";

    [Fact]
    public async Task From_setting_it_up_to_switching_it_off()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = await desk.As("Elena Marsh");
        var (key, codes) = await SetUp(browser);
        codes.Count.ShouldBe(10);
        (await browser.Page("/me/two-factor")).ShouldNotContain(codes[0], Case.Sensitive, "recovery codes are shown once");

        using var other = desk.Nobody();
        await Password(other);
        (await other.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect, "the password alone opens nothing");
        (await Code(other, "000000")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var code = Totp.Code(key, 1); // made once: half a minute later the app shows another
        (await Code(other, code)).Headers.Location!.OriginalString.ShouldBe("/me");
        (await other.Page("/me")).ShouldContain("Elena Marsh");

        using var third = desk.Nobody();
        await Password(third);
        (await Code(third, code)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, "a code counts once");

        (await other.PostForm("/me/two-factor", "/me/two-factor?handler=Off", ("password", "wrong"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await other.PostForm("/me/two-factor", "/me/two-factor?handler=Off", ("password", DemoPerson.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var fourth = await desk.As("Elena Marsh");
        (await fourth.Page("/me")).ShouldContain("Set up");
        (await desk.Scalar<long>("select count(*) from person_token where name = 'RecoveryCodes' and value <> ''")).ShouldBe(0);
    }

    [Fact]
    public async Task A_recovery_code_opens_the_door_once()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = await desk.As("Elena Marsh");
        var (_, codes) = await SetUp(browser);

        using var first = desk.Nobody();
        await Password(first);
        (await Code(first, codes[3], recovery: true)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await first.Page("/me")).ShouldContain("9 recovery codes left");

        using var second = desk.Nobody();
        await Password(second);
        (await Code(second, codes[3], recovery: true)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Get("/me")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Wrong_codes_lock_the_account_as_wrong_passwords_do()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = await desk.As("Elena Marsh");
        var (key, _) = await SetUp(browser);
        using var other = desk.Nobody();
        await Password(other);
        for (var i = 0; i < 8; i++) await Code(other, "000000");
        (await Code(other, Totp.Code(key, 1))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Without_the_first_step_the_second_leads_back_to_it()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = desk.Nobody();
        (await Code(browser, "123456")).Headers.Location!.OriginalString.ShouldStartWith("/sign-in");
    }

    [Fact]
    public async Task It_is_not_switched_on_before_the_app_has_proved_the_key()
    {
        await using var desk = await Desk.Start(running: false, demo: false);
        using var browser = await desk.As("Elena Marsh");
        (await browser.PostForm("/me/two-factor", ("code", "000000"))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await desk.Scalar<bool>("select two_factor_enabled from person where email = $1", Elena)).ShouldBeFalse();
    }

    private static async Task<(string Key, IReadOnlyList<string> Codes)> SetUp(Browser browser)
    {
        var page = await browser.Page("/me/two-factor");
        page.ShouldContain("<svg class=\"qr\"");
        var key = Key().Match(page).Groups[1].Value;
        using var answer = await browser.PostForm("/me/two-factor", ("code", Totp.Code(key)));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (key, [.. Codes().Matches(await answer.Content.ReadAsStringAsync()).Select(m => m.Groups[1].Value)]);
    }

    private static async Task Password(Browser browser)
    {
        using var answer = await browser.PostForm("/sign-in", ("Email", Elena), ("Password", DemoPerson.Password), ("ReturnUrl", "/me"));
        answer.Headers.Location!.OriginalString.ShouldStartWith("/sign-in/two-factor");
    }

    private static Task<HttpResponseMessage> Code(Browser browser, string code, bool recovery = false) =>
        browser.PostForm("/sign-in/two-factor", ("Code", code), ("Recovery", recovery ? "true" : "false"), ("ReturnUrl", "/me"));

    [GeneratedRegex("<dt>Key</dt><dd class=\"mono\">([A-Z2-7 ]+)</dd>", RegexOptions.NonBacktracking)]
    private static partial Regex Key();

    [GeneratedRegex("<li>([^<]+)</li>", RegexOptions.NonBacktracking)]
    private static partial Regex Codes();
}
