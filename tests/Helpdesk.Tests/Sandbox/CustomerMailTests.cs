using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

public sealed class CustomerMailTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    private const string Hook = "/hooks/sendgrid/inbound";

    [Fact]
    public async Task A_reply_comes_back_with_the_headers_of_its_thread()
    {
        await world.Send(SandboxWorld.AMail("thread@example.org"));
        var id = await world.TheMailTo("thread@example.org");

        var answer = await world.Http.PostAsJsonAsync($"/mail/{id}/reply", new { text = "Thanks, three is right – please refund the fourth." });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var post = await world.Application.Next(Hook);
        var fields = await Fields(post);
        while (!fields["from"].Contains("thread@", StringComparison.Ordinal))
        {
            post = await world.Application.Next(Hook); // the tests of this class share one receiver
            fields = await Fields(post);
        }

        post.Headers["Authorization"].ShouldBe("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + SandboxWorld.Secret)));
        fields["from"].ShouldBe("Marta Kovač <thread@example.org>");
        fields["to"].ShouldBe("support+7k3m9q.mac@in.desk.example");
        fields["subject"].ShouldBe("Re: [#7K3M9Q] Seat count on my invoice");
        fields["SPF"].ShouldBe("pass");
        fields["dkim"].ShouldBe("{@example.org : pass}");
        fields["attachments"].ShouldBe("0");
        fields["text"].ShouldStartWith("Thanks, three is right – please refund the fourth.\r\n\r\nOn ");
        fields["text"].ShouldContain("Acme Support <support@desk.example> wrote:\r\n\r\n> Hello Marta,\r\n>\r\n> three seats.\r\n");
        var envelope = JsonDocument.Parse(fields["envelope"]).RootElement;
        envelope.GetProperty("to")[0].GetString().ShouldBe("support+7k3m9q.mac@in.desk.example");
        envelope.GetProperty("from").GetString().ShouldBe("thread@example.org");
        JsonDocument.Parse(fields["charsets"]).RootElement.GetProperty("text").GetString().ShouldBe("utf-8");

        var headers = fields["headers"].Replace("\r\n ", " ").Split("\r\n");
        headers.ShouldContain("From: =?utf-8?B?TWFydGEgS292YcSN?= <thread@example.org>");
        headers.ShouldContain("In-Reply-To: <7k3m9q.m2.abc@desk.example>");
        headers.ShouldContain("References: <b7a1@example.org> <7k3m9q.m2.abc@desk.example>");
        var messageId = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("messageId").GetString();
        headers.ShouldContain($"Message-ID: {messageId}");
        headers.ShouldAllBe(line => line.All(c => c < 128));
    }

    [Fact]
    public async Task Two_replies_have_two_message_ids()
    {
        await world.Send(SandboxWorld.AMail("twice@example.org"));
        var id = await world.TheMailTo("twice@example.org");

        var first = await (await world.Http.PostAsJsonAsync($"/mail/{id}/reply", new { text = "a" })).Content.ReadFromJsonAsync<JsonElement>();
        var second = await (await world.Http.PostAsJsonAsync($"/mail/{id}/reply", new { text = "a" })).Content.ReadFromJsonAsync<JsonElement>();

        first.GetProperty("messageId").GetString().ShouldNotBe(second.GetProperty("messageId").GetString());
    }

    [Fact]
    public async Task D31_a_stranger_and_a_machine_can_answer_too()
    {
        await world.Send(SandboxWorld.AMail("absent@example.org"));
        var id = await world.TheMailTo("absent@example.org");

        await world.Http.PostAsJsonAsync($"/mail/{id}/reply", new { text = "I am away.", from = "stranger@example.org", autoSubmitted = "auto-replied" });

        string from;
        Dictionary<string, string> fields;
        do
        {
            fields = await Fields(await world.Application.Next(Hook));
            from = fields["from"];
        }
        while (from != "stranger@example.org");
        fields["headers"].ShouldContain("\r\nAuto-Submitted: auto-replied\r\n");
    }

    [Fact]
    public async Task A_fresh_mail_opens_no_thread()
    {
        var answer = await world.Http.PostAsJsonAsync("/mail/new", new { from = "new@example.org", name = "O'Neil, Jo", subject = "Zahlung — schlägt fehl 支払い", text = "Hello" });

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        Dictionary<string, string> fields;
        do fields = await Fields(await world.Application.Next(Hook));
        while (!fields["from"].Contains("new@example.org"));
        fields["from"].ShouldBe("\"O'Neil, Jo\" <new@example.org>");
        fields["subject"].ShouldBe("Zahlung — schlägt fehl 支払い");
        fields["headers"].ShouldContain("Subject: =?utf-8?B?");
        fields["headers"].ShouldNotContain("In-Reply-To");
        fields["text"].ShouldBe("Hello");
    }

    [Fact]
    public async Task A_form_of_the_page_works_without_script()
    {
        await world.Send(SandboxWorld.AMail("form@example.org"));
        var id = await world.TheMailTo("form@example.org");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = world.Http.BaseAddress };

        var sent = await browser.PostAsync($"/mail/{id}/reply", new FormUrlEncodedContent([new("text", "Thanks")]));
        sent.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        (await browser.GetStringAsync(sent.Headers.Location)).ShouldContain("The help desk has taken the mail.");

        var empty = await browser.PostAsync($"/mail/{id}/reply", new FormUrlEncodedContent([new("text", " ")]));
        empty.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await empty.Content.ReadAsStringAsync()).ShouldContain("The reply has no text.");
    }

    [Fact]
    public async Task What_the_application_refuses_is_said_and_the_text_is_kept()
    {
        world.Application.Status = 503;
        try
        {
            var asJson = await world.Http.PostAsJsonAsync("/mail/new", new { from = "kept@example.org", text = "Hello" });
            asJson.StatusCode.ShouldBe(HttpStatusCode.BadGateway);
            (await asJson.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetInt32().ShouldBe(503);

            var asForm = await world.Http.PostAsync("/mail/new", new FormUrlEncodedContent([new("from", "kept@example.org"), new("text", "my <long> text")]));
            var page = await asForm.Content.ReadAsStringAsync();
            page.ShouldContain("The application answered 503");
            page.ShouldContain("my &lt;long&gt; text</textarea>");
        }
        finally
        {
            world.Application.Status = 200;
        }
    }

    private static async Task<Dictionary<string, string>> Fields(Received post)
    {
        var boundary = MediaTypeHeaderValue.Parse(post.Headers["Content-Type"]).Boundary.Value!;
        var reader = new MultipartReader(boundary, new MemoryStream(post.Body));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadNextSectionAsync() is { } section)
        {
            section.ContentType.ShouldBeNull();
            fields.Add(section.GetContentDispositionHeader()!.Name.Value!.Trim('"'), await new StreamReader(section.Body, Encoding.UTF8).ReadToEndAsync());
        }

        return fields;
    }
}
