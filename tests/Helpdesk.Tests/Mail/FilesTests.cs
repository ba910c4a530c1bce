using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Mail;

/// <summary>Files and framed mail go through the predicate; unknown, forbidden and restricted look alike (D34).</summary>
public sealed class FilesTests
{
    private static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task A_file_is_a_download_under_its_own_policy_and_only_real_pictures_are_shown_in_place()
    {
        await using var desk = await Desk.Start(running: false);
        await Arrive(desk, "The export stops.");
        using var agent = await desk.As("Elena Marsh");
        using var download = await agent.Get($"/files/{await Token(desk, "faktura № 7.png")}");
        download.StatusCode.ShouldBe(HttpStatusCode.OK);
        download.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        download.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("faktura № 7.png");
        download.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        download.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("sandbox");
        download.Headers.GetValues("X-Content-Type-Options").Single().ShouldBe("nosniff");
        download.Headers.CacheControl!.NoStore.ShouldBeTrue();
        (await download.Content.ReadAsByteArrayAsync()).ShouldBe(Png);

        using var inline = await agent.Get($"/files/{await Token(desk, "faktura № 7.png")}?inline");
        inline.Content.Headers.ContentType!.MediaType.ShouldBe("image/png");
        using var lie = await agent.Get($"/files/{await Token(desk, "../../lie.png")}?inline");
        lie.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        lie.Content.Headers.ContentDisposition.FileName!.Trim('"').ShouldBe("lie.png");
    }

    [Fact]
    public async Task D34_unknown_forbidden_and_restricted_files_look_alike()
    {
        await using var desk = await Desk.Start(running: false);
        await Arrive(desk, "I want to kill myself tonight, I have the pills here.");
        var token = await Token(desk, "faktura № 7.png");
        var customer = await desk.Scalar<string>("select token from ticket");
        using var agent = await desk.As("Elena Marsh");
        using var nobody = desk.Nobody();
        foreach (var answer in new[] { await agent.Get($"/files/{token}"), await agent.Get("/files/unknown"), await nobody.Get($"/files/{token}"), await nobody.Get($"/files/{token}?t={customer}") })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }

        var message = await desk.Scalar<Guid>("select id from message");
        var number = await desk.Scalar<string>("select number from ticket");
        (await agent.Get($"/tickets/{number}/messages/{message}/html")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await desk.Scalar<long>("select count(*) from access_log")).ShouldBe(0);
        using var safety = await desk.As("Marcus Ode");
        (await safety.Get($"/files/{token}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await safety.Get($"/tickets/{number}/messages/{message}/html")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Query("select door from access_log order by id")).Select(r => r[0]).ShouldBe(["file", "message"]);
    }

    [Fact]
    public async Task D29_a_customer_opens_files_of_own_messages_by_the_tickets_link_and_no_others()
    {
        await using var desk = await Desk.Start(running: false);
        await Arrive(desk, "The export stops.");
        var token = await Token(desk, "faktura № 7.png");
        var customer = await desk.Scalar<string>("select token from ticket");
        using var nobody = desk.Nobody();
        (await nobody.Get($"/files/{token}?t={customer}")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await nobody.Get($"/files/{token}?t={new string('0', 32)}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await desk.Query("update message set new_sender = true");
        (await nobody.Get($"/files/{token}?t={customer}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_framed_mail_is_sandboxed_and_its_pictures_come_by_signed_addresses_that_end()
    {
        await using var desk = await Desk.Start(running: false);
        await Arrive(desk, "The export stops.");
        var number = await desk.Scalar<string>("select number from ticket");
        var message = await desk.Scalar<Guid>("select id from message");
        using var agent = await desk.As("Elena Marsh");
        using var answer = await agent.Get($"/tickets/{number}/messages/{message}/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldStartWith("default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'");
        policy.ShouldEndWith("sandbox allow-popups allow-popups-to-escape-sandbox");
        var html = await answer.Content.ReadAsStringAsync();
        html.ShouldNotContain("script");
        html.ShouldContain("data-remote=\"https://far.example/x.png\"");

        var address = WebUtility.HtmlDecode(Regex.Match(html, "src=\"(/files/[^\"]+)\"", RegexOptions.NonBacktracking).Groups[1].Value);
        using var nobody = desk.Nobody();
        (await nobody.Get(address)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await nobody.Get(address[..^1] + (address[^1] == '0' ? '1' : '0'))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        desk.Clock.Advance(TimeSpan.FromMinutes(16));
        (await nobody.Get(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static Task<string> Token(Desk desk, string name) => desk.Scalar<string>("select token from attachment where file_name = $1", name);

    private static Task Arrive(Desk desk, string text) => desk.Send(Domain.Access.Viewer.System, new CreateTicket.Command(
        new Arrival(Channel.Email, "ada@example.org", "Ada Brook", "Hello", text)
        {
            Html = $"<p onclick=alert(1)>{text}</p><script>alert(1)</script><img src=\"cid:shot@x\" alt=Shot><img src=\"https://far.example/x.png\" alt=Far>",
            Files = [new NewFile("faktura № 7.png", "image/png", Png, "shot@x"), new NewFile("../../lie.png", "image/png", "<svg onload=alert(1)>"u8.ToArray())],
        }, "form", null));
}
