using System.Net;
using System.Reflection;
using Helpdesk.Domain.Access;
using Helpdesk.Platform.Commands;
using Helpdesk.Platform.Http;
using Helpdesk.Tests.Support;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Architecture;

/// <summary>Every page and every endpoint says who may come; what says nothing is shut.</summary>
public sealed class AdmissionTests
{
    [Fact]
    public async Task Every_page_names_a_permission()
    {
        await using var desk = await Desk.Start(running: false);
        var loader = desk.App.Services.GetRequiredService<PageLoader>();
        var pages = desk.App.Services.GetRequiredService<IActionDescriptorCollectionProvider>().ActionDescriptors.Items.OfType<PageActionDescriptor>().ToList();
        pages.ShouldNotBeEmpty();
        foreach (var page in pages)
        {
            var loaded = await loader.LoadAsync(page, new EndpointMetadataCollection());
            loaded.HandlerTypeInfo.GetCustomAttribute<RequiresAttribute>().ShouldNotBeNull($"{page.ViewEnginePath} names no permission").AnyOf.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public async Task Every_endpoint_names_a_permission_or_is_an_asset()
    {
        await using var desk = await Desk.Start(running: false);
        var endpoints = desk.App.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints)
            .Where(e => e.Metadata.GetMetadata<PageActionDescriptor>() is null).ToList();
        endpoints.ShouldNotBeEmpty();
        foreach (var endpoint in endpoints) Admission.IsDeclared(endpoint).ShouldBeTrue($"{endpoint.DisplayName} names no permission");
        endpoints.Where(e => e.Metadata.GetMetadata<IAllowAnonymous>() is not null).Select(e => ((RouteEndpoint)e).RoutePattern.RawText)
            .ShouldBe(["/assets/{version}/{**name}"], "only styles and scripts are open by nature");
    }

    [Fact]
    public async Task Specimens_that_must_be_refused()
    {
        (await Status(Specimen())).ShouldBe(403, "an endpoint that names nothing");
        (await Status(Specimen(new RequiresAttribute()))).ShouldBe(403, "one that names no permission at all");
        (await Status(Specimen(new PageActionDescriptor(), new AllowAnonymousAttribute()))).ShouldBe(403, "a page does not open by calling itself an asset");
        (await Status(Specimen(new PageActionDescriptor(), new RequiresAttribute(Permission.ManagePeople)), Permission.SignedIn)).ShouldBe(403, "a page for others");
        (await Status(Specimen(new PageActionDescriptor(), new RequiresAttribute(Permission.SignedIn)))).ShouldBe(302, "somebody unknown is asked to sign in");
        (await Status(Specimen(new PageActionDescriptor(), new RequiresAttribute(Permission.SignedIn)), fragment: true)).ShouldBe(401, "the script layer is told");
    }

    [Fact]
    public async Task Specimens_that_must_pass()
    {
        (await Status(Specimen(new AllowAnonymousAttribute()))).ShouldBe(200);
        (await Status(Specimen(new RequiresAttribute(Permission.ReadTickets)))).ShouldBe(200, "a hook or stream checks its own proof");
        (await Status(Specimen(new PageActionDescriptor(), new RequiresAttribute(Permission.Public)))).ShouldBe(200);
        (await Status(Specimen(new PageActionDescriptor(), new RequiresAttribute(Permission.ManageKeys, Permission.ReadRestricted)), Permission.ReadRestricted)).ShouldBe(200);
    }

    [Fact]
    public async Task Signed_out_a_page_leads_to_the_door_and_back()
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        (await browser.Get("/people?x=1")).Headers.Location!.OriginalString.ShouldBe("/sign-in?returnUrl=%2Fpeople%3Fx%3D1");
        using var fragment = new HttpRequestMessage(HttpMethod.Get, "/people");
        fragment.Headers.Add("X-Fragment", "#main");
        var answer = await browser.Http.SendAsync(fragment);
        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("data-problem");
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(405)]
    [InlineData(409)]
    [InlineData(413)]
    [InlineData(422)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_status_is_told_in_plain_words_with_that_status(int status)
    {
        await using var desk = await Desk.Start(running: false);
        using var browser = desk.Nobody();
        var answer = await browser.Get($"/problem/{status}");
        ((int)answer.StatusCode).ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain($"<p data-problem>{Problems.Sentence(status)}");
    }

    [Fact]
    public async Task An_unknown_address_is_a_page_in_plain_words_for_everybody()
    {
        await using var desk = await Desk.Start(running: false);
        using var elena = await desk.As("Elena Marsh");
        foreach (var browser in new[] { elena, desk.Nobody() })
        {
            var answer = await browser.Get("/no/such/page");
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("There is nothing here.");
        }
    }

    private static Endpoint Specimen(params object[] metadata) => new(_ => Task.CompletedTask, new EndpointMetadataCollection(metadata), "specimen");

    private static async Task<int> Status(Endpoint endpoint, Permission? holds = null, bool fragment = false)
    {
        var http = new DefaultHttpContext();
        http.SetEndpoint(endpoint);
        if (fragment) http.Request.Headers["X-Fragment"] = "#main";
        var caller = new Caller();
        if (holds is { } permission) caller.Viewer = new Viewer(ActorKind.Person, Guid.NewGuid(), "Ada", new HashSet<Permission> { permission }, []);
        await new Admission(_ => Task.CompletedTask, NullLogger<Admission>.Instance).InvokeAsync(http, caller);
        return http.Response.StatusCode;
    }
}
