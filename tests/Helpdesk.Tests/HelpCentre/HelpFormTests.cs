using System.Net;
using System.Text.RegularExpressions;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.HelpCentre;

public partial class HelpFormTests
{
    [Fact]
    public async Task D28_D29_the_form_opens_a_ticket_once_and_leads_to_its_page()
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        var once = Guid.NewGuid().ToString();
        var first = await Post(customer, once, "The narrator says nothing.");
        var again = await Post(customer, once, "The narrator says nothing.");
        var other = await Post(customer, once, "Something else altogether.");

        first.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        first.Headers.Location!.ToString().ShouldMatch("^/help/requests/[0-9a-f]{32}\\?said=sent$");
        again.Headers.Location.ShouldBe(first.Headers.Location);
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var kept = await other.Content.ReadAsStringAsync();
        kept.ShouldContain("Something else altogether.");
        Browser.Field(kept, "Once").ShouldNotBe(once, "sent again it is a new request");
        (await desk.Query("select channel, state from ticket")).ShouldHaveSingleItem().ShouldBe(["form", "new"]);
    }

    [Fact]
    public async Task Errors_say_what_is_missing_and_keep_what_was_typed()
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        var answer = await customer.PostForm("/help/new?lang=nl", ("Subject", ""), ("Body", "Het verhaal <stopt>."), ("Email", "priya@mail nl"));

        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("Zeg in één regel waar het over gaat.".Replace("é", "&#xE9;", StringComparison.Ordinal));
        page.ShouldContain("Het verhaal &lt;stopt&gt;.");
        page.ShouldContain("priya@mail nl");
        (await desk.Scalar<long>("select count(*) from ticket")).ShouldBe(0);
    }

    [Fact]
    public async Task Too_much_in_files_comes_back_with_the_text_and_far_too_much_is_413()
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        var large = await PostFile(customer, 26);
        large.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await large.Content.ReadAsStringAsync()).ShouldContain("The narrator says nothing.");
        (await PostFile(customer, 61)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await PostFile(customer, 1)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await desk.Query("select file_name, size from attachment")).ShouldHaveSingleItem().ShouldBe(["screen.png", 1024 * 1024]);
    }

    [Theory]
    [InlineData("/help", "nl-NL,nl;q=0.9", "Waarmee kunnen we helpen?")]
    [InlineData("/help", "fr,en;q=0.5", "How can we help?")]
    [InlineData("/help?lang=nl", "en", "Waarmee kunnen we helpen?")]
    public async Task A_page_speaks_the_customers_language(string path, string accepted, string title)
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        customer.Http.DefaultRequestHeaders.Add("Accept-Language", accepted);
        (await customer.Page(path)).ShouldContain(title);
        (await customer.Page("/help")).ShouldContain(title, customMessage: "a choice is remembered");
    }

    [Fact]
    public async Task D31a_D35a_a_receipt_is_in_the_customers_language_and_never_on_a_silent_ticket()
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        await customer.PostForm("/help/new?lang=nl", Fields("Verhaal", "Het verhaal stopt halverwege.", "kim@example.org"));
        await customer.PostForm("/help/new", Fields("Help", "I want to kill myself tonight.", "lost@example.org"));

        (await desk.Query("select \"to\", subject from outbox_mail")).ShouldHaveSingleItem()[1]!.ToString()!.ShouldEndWith("We hebben je bericht");
    }

    private static Task<HttpResponseMessage> Post(Browser customer, string once, string body) =>
        customer.PostForm("/help/new", [.. Fields("Voice is silent", body, "ada@example.org"), ("Once", once)]);

    private static (string, string)[] Fields(string subject, string body, string email) => [("Subject", subject), ("Body", body), ("Email", email), ("Name", "Ada Brook")];

    private static async Task<HttpResponseMessage> PostFile(Browser customer, int megabytes)
    {
        var token = WebUtility.HtmlDecode(Token().Match(await customer.Page("/help/new")).Groups[1].Value);
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent(Guid.NewGuid().ToString()), "Once" } };
        foreach (var (name, value) in Fields("Voice is silent", "The narrator says nothing.", "ada@example.org")) form.Add(new StringContent(value), name);
        form.Add(new ByteArrayContent(new byte[megabytes * 1024 * 1024]), "Files", "screen.png");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/help/new") { Content = form };
        request.Headers.ExpectContinue = true;
        return await customer.Http.SendAsync(request);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
