using System.Net;
using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Api;

public class ApiReadTests
{
    private const string Grave = "My stepdad hits me every night and I am scared to go home. I am 9.";

    [Fact]
    public async Task A_ticket_is_told_in_the_documented_shape()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:read");
        var number = await desk.Open("I want a refund", "Please refund what I paid last week.");
        await desk.Send("Elena Marsh", new AddNote.Command(number, Guid.CreateVersion7(), "Looks fine to me."));
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), 100, "Still to be undone.", TicketState.Pending, null, null));

        var ticket = await shop.Get("/api/v1/tickets/" + number.ToLowerInvariant());
        ticket.EnumerateObject().Select(p => p.Name).ShouldBe([
            "number", "subject", "state", "channel", "arrivedAt", "requester", "plan", "team", "level", "owner", "assignee", "priority", "supportTier",
            "category", "subcategory", "classification", "clocks", "restricted", "messages"]);
        ticket.GetProperty("requester").GetRawText().ShouldBe("""{"email":"ada@example.org","name":"Ada Brook"}""");
        (ticket.GetProperty("category").GetString(), ticket.GetProperty("plan").GetString(), ticket.GetProperty("state").GetString()).ShouldBe(("billing", "free", "open"));
        var clock = ticket.GetProperty("clocks").EnumerateArray().First();
        clock.EnumerateObject().Select(p => p.Name).ShouldBe(["target", "due", "policy", "state", "stoppedAt"]);
        (clock.GetProperty("target").GetString(), clock.GetProperty("policy").GetString(), clock.GetProperty("state").GetString()).ShouldBe(("firstResponse", "plan:free", "running"));
        var evidence = ticket.GetProperty("classification").GetProperty("evidence").EnumerateArray().ToList();
        evidence.ShouldContain(e => e.GetProperty("text").GetString()!.Contains("refund", StringComparison.OrdinalIgnoreCase));
        ticket.GetProperty("classification").GetProperty("runnerUp").GetProperty("category").ValueKind.ShouldBe(JsonValueKind.String);
        ticket.GetProperty("messages").EnumerateArray().Select(m => m.GetProperty("direction").GetString()).ShouldBe(["in", "note"], "a reply that can be undone is not told");
    }

    [Fact]
    public async Task D34_a_restricted_ticket_is_byte_for_byte_like_an_unknown_number()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:read");
        var number = await desk.Open("Help", Grave);
        var restricted = await shop.Http.GetAsync("/api/v1/tickets/" + number);
        var unknown = await shop.Http.GetAsync("/api/v1/tickets/" + (number == "222222" ? "333333" : "222222"));
        var nonsense = await shop.Http.GetAsync("/api/v1/tickets/nothing");

        restricted.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var bytes = await restricted.Content.ReadAsByteArrayAsync();
        (await unknown.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        (await nonsense.Content.ReadAsByteArrayAsync()).ShouldBe(bytes);
        Names(restricted).ShouldBe(Names(unknown));
        (await shop.Get("/api/v1/tickets")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await shop.Get("/api/v1/tickets?q=stepdad")).GetProperty("items").GetArrayLength().ShouldBe(0);
        (await desk.Scalar<long>("select count(*) from access_log")).ShouldBe(0);
    }

    [Fact]
    public async Task D34_a_key_that_may_meet_it_does_and_every_view_is_logged()
    {
        await using var desk = await Desk.Start(running: false);
        using var safety = await ApiClient.With(desk, "tickets:read", "restricted:read");
        var number = await desk.Open("Help", Grave);
        (await safety.Get("/api/v1/tickets/" + number)).GetProperty("restricted").GetBoolean().ShouldBeTrue();
        (await safety.Get("/api/v1/tickets")).GetProperty("items").GetArrayLength().ShouldBe(1);

        (await desk.Query("select actor, door from access_log")).ShouldAllBe(r => (string)r[0]! == "api:shop" && (string)r[1]! == "api");
        (await desk.Scalar<long>("select count(*) from access_log")).ShouldBe(2);
    }

    [Fact]
    public async Task A_file_is_fetched_with_the_key_that_told_of_it()
    {
        await using var desk = await Desk.Start(running: false);
        using var reader = await ApiClient.With(desk, "tickets:read");
        using var writer = await ApiClient.With(desk, "tickets:write");
        var body = new { subject = "Error", body = "See the file.", requester = new { email = "ada@example.org" }, attachments = new[] { new { filename = "error.txt", contentType = "text/plain", base64 = "NTAw" } } };
        var number = (await ApiClient.Json(await writer.Post("/api/v1/tickets", body))).GetProperty("number").GetString();
        var url = (await reader.Get("/api/v1/tickets/" + number)).GetProperty("messages")[0].GetProperty("attachments")[0].GetProperty("url").GetString()!;
        var path = new Uri(url).PathAndQuery;

        (await reader.Http.GetStringAsync(path)).ShouldBe("500");
        (await writer.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, "it may not read tickets");
        reader.Http.DefaultRequestHeaders.Authorization = new System.Net.Http.Headers.AuthenticationHeaderValue("Bearer", "hd_nothing");
        (await reader.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        reader.Http.DefaultRequestHeaders.Authorization = null;
        (await reader.Http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Lists_are_filtered_and_say_what_they_do_not_understand()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:read");
        var refund = await desk.Open("I want a refund", "Please refund what I paid last week.");
        await desk.Open("Cannot sign in", "The login page loops after my password, I cannot sign in.", "kim@example.org", "Kim");
        await desk.Send("Elena Marsh", new Claim.Command(refund));

        foreach (var query in new[] { "category=billing", "assignee=elena", "state=open", "q=refund", "q=from:ada@example.org", "team=customer_service&category=refund_request&plan=Free" })
        {
            (await shop.Get("/api/v1/tickets?" + query)).GetProperty("items").EnumerateArray().Select(t => t.GetProperty("number").GetString()).ShouldBe([refund], query);
        }

        (await shop.Get("/api/v1/tickets?state=new,open")).GetProperty("items").GetArrayLength().ShouldBe(2);
        foreach (var query in new[] { "state=asleep", "limit=0", "limit=201", "limit=ten", "after=nothing", "q=due<soon", "plan=gold" })
        {
            (await shop.Http.GetAsync("/api/v1/tickets?" + query)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, query);
        }

        (await shop.Http.GetAsync("/api/v1/tickets?q=%00%ff&assignee=%00")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Paging_skips_and_repeats_nothing_that_did_not_change()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:read");
        var numbers = new List<string>();
        for (var i = 0; i < 7; i++) numbers.Add(await desk.Open($"Question {i}", "Which plan holds how many stories a month?", $"p{i}@example.org"));

        var first = await shop.Get("/api/v1/tickets?limit=3");
        await desk.Send("Elena Marsh", new AddNote.Command(numbers[1], Guid.CreateVersion7(), "Changed meanwhile."));
        var seen = Numbers(first).ToList();
        for (var next = first.GetProperty("next").GetString(); next is not null;)
        {
            var page = await shop.Get("/api/v1/tickets?limit=3&after=" + next);
            seen.AddRange(Numbers(page));
            next = page.GetProperty("next").GetString();
        }

        seen.ShouldBe([numbers[6], numbers[5], numbers[4], numbers[3], numbers[2], numbers[0]]);
        Numbers(await shop.Get("/api/v1/tickets?limit=1")).ShouldBe([numbers[1]], "what has changed stands in front");
    }

    private static IEnumerable<string?> Numbers(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(t => t.GetProperty("number").GetString());

    private static IEnumerable<string> Names(HttpResponseMessage answer) =>
        answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("X-Request-ID" or "Date")).Select(h => $"{h.Key}: {string.Join(',', h.Value)}").Order();
}
