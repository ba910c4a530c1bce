using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

public sealed class MailPagesTests(SandboxWorld world) : IClassFixture<SandboxWorld>
{
    [Fact]
    public async Task The_list_shows_what_came_and_encodes_it()
    {
        var mail = SandboxWorld.AMail("list@example.org");
        mail["subject"] = "<script>alert(1)</script> & more";
        await world.Send(mail);

        var answer = await world.Http.GetAsync("/mail");
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt; &amp; more");
        page.ShouldNotContain("<script");
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task A_mail_shows_headers_text_with_links_and_a_form()
    {
        var mail = SandboxWorld.AMail("one@example.org");
        mail["content"] = new[] { new { type = "text/plain", value = "Sign in: https://desk.example/help/a?b=1&c=2.\n<b>not bold</b>" } };
        await world.Send(mail);

        var page = await world.Http.GetStringAsync($"/mail/{await world.TheMailTo("one@example.org")}");
        page.ShouldContain("<dt>Message-ID</dt><dd>&lt;7k3m9q.m2.abc@desk.example&gt;</dd>");
        page.ShouldContain("<a href=\"https://desk.example/help/a?b=1&amp;c=2\" target=\"_blank\" rel=\"noreferrer\">");
        page.ShouldContain("&lt;b&gt;not bold&lt;/b&gt;");
        page.ShouldContain("<h2 id=\"reply\">Reply as the customer</h2>");
        page.ShouldNotContain("<iframe");
    }

    [Fact]
    public async Task Html_is_shown_behind_two_walls()
    {
        await world.Send(SandboxWorld.AMail("html@example.org"));
        var id = await world.TheMailTo("html@example.org");

        (await world.Http.GetStringAsync($"/mail/{id}")).ShouldContain($"<iframe src=\"/mail/{id}/html\" title=\"The mail as HTML\" sandbox=");
        var answer = await world.Http.GetAsync($"/mail/{id}/html");
        var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("sandbox allow-popups");
        policy.ShouldNotContain("allow-scripts");
    }

    [Theory]
    [InlineData("/mail/nothing")]
    [InlineData("/mail/nothing/html")]
    public async Task A_mail_that_is_not_there_is_said_so(string path)
    {
        var answer = await world.Http.GetAsync(path);

        ((int)answer.StatusCode).ShouldBe(404);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("No such mail");
    }
}
