using System.Net;
using System.Text;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Api;

public class ApiCreateTests
{
    private static readonly object Plain = Body("The app is slow", "Every story takes a minute to open since Monday.");
    private static readonly object Grave = Body("Please help", "My stepdad hits me every night and I am scared to go home. I am 9.");

    [Fact]
    public async Task D2_a_program_opens_a_ticket_with_its_files()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write", "tickets:read");
        var answer = await shop.Post("/api/v1/tickets", new
        {
            subject = "Voice is silent", body = "The narrator says nothing on both our Echos.", requester = new { email = "Ada@Example.org", name = "Ada Brook" }, externalId = "shop-17",
            attachments = new[] { new { filename = "../log.txt", contentType = "text/plain", base64 = Convert.ToBase64String("silent"u8) } },
        });

        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        var created = await ApiClient.Json(answer);
        created.EnumerateObject().Select(p => p.Name).ShouldBe(["number", "url", "arrivedAt"]);
        var number = created.GetProperty("number").GetString();
        answer.Headers.Location!.ToString().ShouldBe($"http://help.test/api/v1/tickets/{number}");
        created.GetProperty("arrivedAt").GetString()!.ShouldMatch(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$");
        (await desk.Query("select channel, external_id from ticket where number = $1", number!))[0].ShouldBe(["api", "shop-17"]);
        var file = (await shop.Get("/api/v1/tickets/" + number)).GetProperty("messages")[0].GetProperty("attachments")[0];
        (file.GetProperty("filename").GetString(), file.GetProperty("size").GetInt32()).ShouldBe(("../log.txt", 6));
    }

    [Fact]
    public async Task D34_the_answer_does_not_say_that_a_ticket_was_restricted()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        var (plain, grave) = (await shop.Post("/api/v1/tickets", Plain), await shop.Post("/api/v1/tickets", Grave));

        (await desk.Scalar<long>("select count(*) from ticket where restricted")).ShouldBe(1);
        (await Shape(grave)).ShouldBe(await Shape(plain));
    }

    [Fact]
    public async Task The_same_key_twice_is_one_ticket_and_another_body_is_refused()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        var first = await shop.Post("/api/v1/tickets", Plain, once: "order-1");
        var again = await shop.Post("/api/v1/tickets", Plain, once: "order-1");
        var other = await shop.Post("/api/v1/tickets", Grave, once: "order-1");

        (await again.Content.ReadAsStringAsync()).ShouldBe(await first.Content.ReadAsStringAsync());
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        other.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        (await desk.Scalar<long>("select count(*) from ticket")).ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_at_once_is_one_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => shop.Post("/api/v1/tickets", Plain, once: "order-1")));

        answers.ShouldAllBe(a => a.StatusCode == HttpStatusCode.Created);
        (await desk.Scalar<long>("select count(*) from ticket")).ShouldBe(1);
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("", 400)]
    [InlineData("PK\u0003\u0004zip", 400)]
    [InlineData("{}", 422)]
    [InlineData("""{"subject":1,"body":null,"requester":"me"}""", 422)]
    [InlineData("""{"subject":"s","body":"b","requester":{"email":"nowhere"}}""", 422)]
    [InlineData("""{"subject":"s","body":"b","requester":{"email":"a@b.example"},"attachments":[{"filename":"f","base64":"!"}]}""", 422)]
    public async Task Bad_bodies_have_a_clear_status(string body, int status)
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        var answer = await shop.Send(HttpMethod.Post, "/api/v1/tickets", Encoding.UTF8.GetBytes(body));

        ((int)answer.StatusCode).ShouldBe(status);
        var problem = await ApiClient.Json(answer);
        problem.GetProperty("status").GetInt32().ShouldBe(status);
        problem.GetProperty("problems").GetArrayLength().ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task What_no_table_stores_is_replaced_and_what_is_no_text_is_refused()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        var odd = """{"subject":"Half \ud83d and NUL \u0000","body":"A \\ud800 slash, a pair \ud83d\ude00, a low \udc00","requester":{"email":"a@b.example"}}""";
        (await shop.Send(HttpMethod.Post, "/api/v1/tickets", Encoding.UTF8.GetBytes(odd))).StatusCode.ShouldBe(HttpStatusCode.Created);
        (await shop.Send(HttpMethod.Post, "/api/v1/tickets", [0x7b, 0x22, 0xff, 0x22, 0x7d])).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        var stored = (await desk.Query("select subject, text from message"))[0];
        stored.ShouldBe(["Half \ufffd and NUL \ufffd", "A \\ud800 slash, a pair \U0001F600, a low \ufffd"]);
    }

    [Fact]
    public async Task Over_35_MB_is_413_before_it_is_read()
    {
        await using var desk = await Desk.Start(running: false);
        using var shop = await ApiClient.With(desk, "tickets:write");
        shop.Http.DefaultRequestHeaders.ExpectContinue = true;
        var answer = await shop.Send(HttpMethod.Post, "/api/v1/tickets", new byte[36 * 1024 * 1024]);

        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private static object Body(string subject, string body) => new { subject, body, requester = new { email = "kim@example.org" } };

    /// <summary>The answer with every letter and digit of its values made alike.</summary>
    private static async Task<string> Shape(HttpResponseMessage answer)
    {
        var text = new StringBuilder().Append((int)answer.StatusCode);
        var json = await ApiClient.Json(answer);
        var number = json.GetProperty("number").GetString()!;
        foreach (var value in json.EnumerateObject()) text.Append(value.Name).Append(value.Value.GetString()!.Replace(number, "N", StringComparison.Ordinal).Length);
        return text.Append(string.Join(',', answer.Headers.Concat(answer.Content.Headers).Select(h => h.Key).Order())).ToString();
    }
}
