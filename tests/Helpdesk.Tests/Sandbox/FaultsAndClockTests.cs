using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Helpdesk.Sandbox;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Sandboxes;

public sealed class FaultsAndClockTests : IAsyncLifetime
{
    private readonly SandboxWorld world = new();

    public ValueTask InitializeAsync() => world.InitializeAsync();

    public ValueTask DisposeAsync() => world.DisposeAsync();

    [Theory]
    [InlineData("mail_400", HttpStatusCode.BadRequest)]
    [InlineData("mail_401", HttpStatusCode.Unauthorized)]
    [InlineData("mail_403", HttpStatusCode.Forbidden)]
    [InlineData("mail_429", HttpStatusCode.TooManyRequests)]
    [InlineData("mail_500", HttpStatusCode.InternalServerError)]
    public async Task A_fault_happens_as_often_as_armed(string kind, HttpStatusCode status)
    {
        await world.Arm(kind, times: 2);

        (await world.Send(SandboxWorld.AMail())).StatusCode.ShouldBe(status);
        (await world.Send(SandboxWorld.AMail())).StatusCode.ShouldBe(status);
        (await world.Send(SandboxWorld.AMail())).StatusCode.ShouldBe(HttpStatusCode.Accepted);
        (await world.Mail()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Too_fast_says_until_when()
    {
        await world.Arm("mail_429");

        var answer = await world.Send(SandboxWorld.AMail());
        long.Parse(answer.Headers.GetValues("X-RateLimit-Reset").Single()).ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
    }

    [Fact]
    public async Task After_a_lost_answer_the_mail_is_there()
    {
        await world.Arm("mail_timeout_after_accept");

        await Should.ThrowAsync<HttpRequestException>(() => world.Send(SandboxWorld.AMail()));
        (await world.Mail()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Faults_are_shown_and_disarmed()
    {
        await world.Arm("mail_500", 3);
        (await world.Http.GetFromJsonAsync<JsonElement>("/faults")).GetProperty("armed").GetProperty("mail_500").GetInt32().ShouldBe(3);

        await world.Http.DeleteAsync("/faults");
        (await world.Http.GetFromJsonAsync<JsonElement>("/faults")).GetProperty("armed").EnumerateObject().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"kind":"mail_600"}""")]
    [InlineData("""{"kind":"mail_500","times":0}""")]
    [InlineData("""{"kind":"mail_500","times":-1}""")]
    public async Task An_unknown_fault_is_refused(string body)
    {
        var answer = await world.Http.PostAsync("/faults", new StringContent(body, Encoding.UTF8, "application/json"));

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Time_moves_here_and_in_the_application()
    {
        var before = await Now();

        var answer = await (await world.Http.PostAsJsonAsync("/time", new { advance = "P1DT2H" })).Content.ReadFromJsonAsync<JsonElement>();

        (await Now() - before).ShouldBeInRange(TimeSpan.FromHours(26), TimeSpan.FromHours(26.1));
        answer.GetProperty("application").GetProperty("status").GetInt32().ShouldBe(200);
        var post = await world.Application.Next("/demo/time");
        post.Headers["X-Helpdesk-Sandbox"].ShouldBe(SandboxWorld.Secret);
        Encoding.UTF8.GetString(post.Body).ShouldBe("""{"advance":"P1DT2H"}""");
    }

    [Fact]
    public async Task A_bare_curl_says_form_and_sends_json()
    {
        var answer = await world.Http.PostAsync("/time", new StringContent("""{"advance":"PT1M"}""", Encoding.UTF8, "application/x-www-form-urlencoded"));

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("")]
    [InlineData("tomorrow")]
    [InlineData("-P1D")]
    [InlineData("P1M")]
    [InlineData("P9999999D")]
    public async Task Time_goes_forwards_by_days_and_less(string advance)
    {
        (await world.Http.PostAsJsonAsync("/time", new { advance })).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:8025")]
    [InlineData("http://127.0.0.1:0;http://192.0.2.1:80")]
    public void It_refuses_to_listen_to_the_world(string urls)
    {
        Should.Throw<SettingException>(() => SandboxApp.Build(["--urls", urls]));
    }

    [Fact]
    public async Task A_page_of_another_name_or_site_is_refused()
    {
        using var rebound = new HttpRequestMessage(HttpMethod.Get, new Uri(world.Http.BaseAddress!, "/mail.json"));
        rebound.Headers.Host = "evil.example";
        (await world.Http.SendAsync(rebound)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        using var foreign = new HttpRequestMessage(HttpMethod.Post, new Uri(world.Http.BaseAddress!, "/faults")) { Content = JsonContent.Create(new { kind = "mail_500" }) };
        foreign.Headers.Add("Sec-Fetch-Site", "cross-site");
        (await world.Http.SendAsync(foreign)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<DateTimeOffset> Now() =>
        DateTimeOffset.Parse((await world.Http.GetFromJsonAsync<JsonElement>("/time")).GetProperty("now").GetString()!);
}
