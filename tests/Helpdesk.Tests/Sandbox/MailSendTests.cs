using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

public sealed class MailSendTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    [Fact]
    public async Task A_mail_is_accepted_with_an_empty_202_and_an_id()
    {
        var answer = await world.Send(SandboxWorld.AMail("accepted@example.org"));

        answer.StatusCode.ShouldBe(HttpStatusCode.Accepted, await answer.Content.ReadAsStringAsync());
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();
        answer.Headers.GetValues("X-Message-Id").Single().ShouldNotBeEmpty();
        var mail = (await world.Mail()).First(one => one.GetProperty("to")[0].GetString() == "accepted@example.org");
        mail.EnumerateObject().Select(property => property.Name).ShouldBe(["id", "from", "to", "subject", "headers", "text", "html", "at"]);
        mail.GetProperty("from").GetString().ShouldBe("support@desk.example");
        mail.GetProperty("headers").GetProperty("Message-ID").GetString().ShouldBe("<7k3m9q.m2.abc@desk.example>");
        mail.GetProperty("headers").GetProperty("Reply-To").GetString().ShouldBe("support+7k3m9q.mac@in.desk.example");
        mail.GetProperty("text").GetString().ShouldBe("Hello Marta,\n\nthree seats.");
        mail.GetProperty("at").GetString().ShouldNotBeNull().ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
    }

    [Fact]
    public async Task The_newest_mail_comes_first()
    {
        await world.Send(SandboxWorld.AMail("first@example.org"));
        await world.Send(SandboxWorld.AMail("second@example.org"));

        var recipients = (await world.Mail()).Select(mail => mail.GetProperty("to")[0].GetString()).ToList();
        recipients.IndexOf("second@example.org").ShouldBeLessThan(recipients.IndexOf("first@example.org"));
    }

    [Fact]
    public async Task Without_a_bearer_key_it_is_refused_in_the_vendors_words()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Http.BaseAddress!, "/v3/mail/send")) { Content = JsonContent.Create(SandboxWorld.AMail()) };
        using var stranger = new HttpClient();
        var answer = await stranger.SendAsync(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var error = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors")[0];
        error.GetProperty("message").GetString().ShouldBe("The provided authorization grant is invalid, expired, or revoked");
        error.GetProperty("field").ValueKind.ShouldBe(JsonValueKind.Null);
        error.GetProperty("help").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    public static TheoryData<string, string, string> Refusals => new()
    {
        { "no sender", "from", "from.email" },
        { "no subject", "subject", "subject" },
        { "no content", "content", "content" },
        { "no envelope", "personalizations", "personalizations" },
        { "html before text", """{"content":[{"type":"text/html","value":"x"},{"type":"text/plain","value":"x"}]}""", "content" },
        { "empty text", """{"content":[{"type":"text/plain","value":""}]}""", "content.0.value" },
        { "no recipient", """{"personalizations":[{"to":[]}]}""", "personalizations.0.to" },
        { "a recipient twice", """{"personalizations":[{"to":[{"email":"a@x.example"}],"cc":[{"email":"A@x.example"}]}]}""", "personalizations.0.cc.0.email" },
        { "no address", """{"personalizations":[{"to":[{"email":"nobody"}]}]}""", "personalizations.0.to.0.email" },
        { "a forbidden header", """{"personalizations":[{"to":[{"email":"a@x.example"}],"headers":{"reply-to":"b@x.example"}}]}""", "personalizations.0.headers.reply-to" },
        { "a header that is no text", """{"headers":{"X-Ticket":7}}""", "headers.X-Ticket" },
        { "a header with a line break", """{"headers":{"X-Ticket":"7\r\nBcc: b@x.example"}}""", "headers.X-Ticket" },
        { "an argument that is no text", """{"personalizations":[{"to":[{"email":"a@x.example"}],"custom_args":{"ticket":7}}]}""", "personalizations.0.custom_args.ticket" },
        { "arguments at the top as an object", """{"custom_args":{"ticket":"7"}}""", "custom_args" },
        { "an attachment in clear", """{"attachments":[{"content":"not base64!","filename":"a.txt"}]}""", "attachments.0.content" },
        { "a misspelt property", """{"subjekt":"x"}""", "subjekt" },
        { "both kinds of reply address", """{"reply_to_list":[{"email":"a@x.example"}]}""", "reply_to_list" },
        { "a switch that is no switch", """{"tracking_settings":{"click_tracking":{"enable":"no"}}}""", "tracking_settings.click_tracking.enable" },
    };

    [Theory, MemberData(nameof(Refusals))]
    public async Task A_wrong_mail_is_refused_with_the_field(string why, string change, string field)
    {
        var mail = SandboxWorld.AMail();
        if (change.StartsWith('{'))
            foreach (var property in JsonDocument.Parse(change).RootElement.EnumerateObject()) mail[property.Name] = property.Value;
        else
            mail.Remove(change);

        var answer = await world.Send(mail);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, why);
        var errors = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("errors").EnumerateArray().ToList();
        errors.Select(error => error.GetProperty("field").GetString()).ShouldContain(field, why);
    }

    [Fact]
    public async Task Too_many_bytes_of_arguments_are_refused()
    {
        var mail = SandboxWorld.AMail();
        mail["personalizations"] = new[] { new { to = new[] { new { email = "a@x.example" } }, custom_args = new { long_one = new string('x', 10_001) } } };

        (await world.Send(mail)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"from":1,"from":2}""")]
    public async Task What_is_no_mail_at_all_is_a_bad_request(string body)
    {
        var answer = await world.Http.PostAsync("/v3/mail/send", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task In_sandbox_mode_the_body_is_checked_and_nothing_is_sent()
    {
        var mail = SandboxWorld.AMail("checked@example.org");
        mail["mail_settings"] = new { sandbox_mode = new { enable = true } };

        (await world.Send(mail)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await world.Mail()).ShouldNotContain(one => one.GetProperty("to")[0].GetString() == "checked@example.org");
    }
}
