using System.Net;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Api;

public class ApiAccountTests
{
    [Fact]
    public async Task Facts_are_partial_carry_source_and_age_and_older_ones_do_not_win()
    {
        await using var desk = await Desk.Start(running: false);
        using var crm = await ApiClient.With(desk, "accounts:write");
        var first = await crm.Put("/api/v1/accounts/acc-1", new { source = "crm", at = "2026-11-01T10:00:00Z", email = "Ada@example.org", plan = "Family", apiKeys = new[] { new { prefix = "st_live_9", state = "active" } } });
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        var second = await crm.Put("/api/v1/accounts/acc-1", new
        {
            plan = new { value = "premium", source = "old export", at = "2026-10-01T10:00:00Z" }, suspended = new { value = new { reason = "card stolen" }, source = "risk", at = "2026-11-02T10:00:00Z" },
        });

        second.StatusCode.ShouldBe(HttpStatusCode.OK);
        var facts = (await ApiClient.Json(second)).GetProperty("facts");
        facts.GetProperty("plan").GetRawText().ShouldBe("""{"value":"Family","source":"crm","at":"2026-11-01T10:00:00Z"}""");
        facts.GetProperty("suspended").GetProperty("source").GetString().ShouldBe("risk");
        (await desk.Query("select email, plan from account"))[0].ShouldBe(["ada@example.org", (short)4]);
    }

    [Fact]
    public async Task Facts_that_are_unknown_or_wrong_are_refused_all_at_once()
    {
        await using var desk = await Desk.Start(running: false);
        using var crm = await ApiClient.With(desk, "accounts:write");
        var answer = await crm.Put("/api/v1/accounts/acc-1", new { shoeSize = 42, plan = "gold", zone = "Mars/North", apiKeys = new[] { new { prefix = "st_live_9", state = "active", key = "secret" } }, at = "2999-01-01T00:00:00Z" });

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var problems = (await ApiClient.Json(answer)).GetProperty("problems").EnumerateArray().Select(p => p.GetString()!.Split(' ')[0]).ToList();
        problems.ShouldBe(["at", "shoeSize", "plan", "zone", "apiKeys"]);
        (await desk.Scalar<long>("select count(*) from account")).ShouldBe(0);
    }

    [Fact]
    public async Task D25_a_new_plan_sets_the_clocks_of_open_tickets_from_their_arrival_restricted_ones_too()
    {
        await using var desk = await Desk.Start(running: false);
        using var crm = await ApiClient.With(desk, "accounts:write");
        var number = await desk.Open("Story stops", "The story stops in the middle every evening.");
        var grave = await desk.Open("Help", "My stepdad hits me every night and I am scared to go home. I am 9.");
        await crm.Put("/api/v1/accounts/acc-1", new { email = "ada@example.org", plan = "enterprise", zone = "Europe/Amsterdam" });

        var hours = "select extract(epoch from c.due - t.arrived_at)::int / 60 from clock c join ticket t on t.id = c.ticket_id where t.number = $1 and c.target = 'first_response'";
        (await desk.Scalar<int>(hours, number)).ShouldBe(60);
        (await desk.Scalar<string>("select c.policy from clock c join ticket t on t.id = c.ticket_id where t.number = $1 and c.target = 'first_response'", number)).ShouldBe("plan:enterprise");
        (await desk.Query("select plan from ticket where number = any($1)", (object)new[] { number, grave })).ShouldAllBe(r => (short)r[0]! == 6);
        (await desk.Query("select type, actor_kind from ticket_event where type = 'plan_changed'")).ShouldAllBe(r => (string)r[1]! == "api");
        (await desk.Query("select zone from requester where account_id is not null"))[0][0].ShouldBe("Europe/Amsterdam");
    }
}
