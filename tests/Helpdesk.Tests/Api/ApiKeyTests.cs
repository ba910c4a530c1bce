using System.Net;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Api;

public class ApiKeyTests
{
    [Fact]
    public async Task Without_a_good_key_nothing_is_answered_but_401()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:read");
        await desk.Query("update api_key set revoked_at = now()");
        using var nobody = new HttpClient { BaseAddress = new Uri(desk.Url) };

        foreach (var answer in new[] { await shop.Http.GetAsync("/api/v1/tickets"), await nobody.GetAsync("/api/v1/tickets"), await nobody.PostAsync("/api/v1/tickets", null) })
        {
            answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
            answer.Headers.WwwAuthenticate.ToString().ShouldBe("Bearer");
            answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        }
    }

    [Theory]
    [InlineData("tickets:read", 200, 403, 403)]
    [InlineData("tickets:write", 403, 422, 403)]
    [InlineData("accounts:write", 403, 403, 201)]
    [InlineData("restricted:read", 403, 403, 403)]
    public async Task A_scope_opens_its_own_door_only(string scope, int list, int create, int account)
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, scope);
        ((int)(await shop.Http.GetAsync("/api/v1/tickets")).StatusCode).ShouldBe(list);
        ((int)(await shop.Post("/api/v1/tickets", new { })).StatusCode).ShouldBe(create);
        ((int)(await shop.Put("/api/v1/accounts/a1", new { plan = "family" })).StatusCode).ShouldBe(account);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_problem_json_too()
    {
        await using var desk = await Desk.Start(running: false);
        using var nobody = new HttpClient { BaseAddress = new Uri(desk.Url) };
        var answer = await nobody.DeleteAsync("/api/v1/tickets");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
