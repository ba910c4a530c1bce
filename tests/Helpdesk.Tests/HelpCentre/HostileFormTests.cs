using System.Net;
using System.Text;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.HelpCentre;

/// <summary>Whatever is posted to the public form has a clear answer: the ticket, the form with a sentence, or a refusal; never a failure.</summary>
public class HostileFormTests
{
    private const string Plain = "application/x-www-form-urlencoded";

    public static TheoryData<string, string, Func<string, string>, int, long> Posts => new()
    {
        { "NUL bytes", Plain, token => $"Subject=a%00b&Body=%00%00x%00&Name=A%00da&Email=ada%40example.org&{token}", 400, 0 },
        { "invalid UTF-8", Plain, token => $"Subject=%C3%28%FF&Body=%F0%9F%41%ED%A0%80&Email=ada%40example.org&{token}", 302, 1 },
        { "an address with a line break", Plain, token => $"Subject=a&Body=b&Email=ada%40example.org%0D%0ABcc%3A+all%40example.org&{token}", 422, 0 },
        { "a subject of 1 MB", Plain, token => $"Subject={new string('s', 1_000_000)}&Body=b&Email=ada%40example.org&{token}", 422, 0 },
        { "10,000 fields", Plain, token => string.Concat(Enumerable.Range(0, 10_000).Select(i => $"f{i}=x&")) + token, 400, 0 },
        { "a zip as a form", Plain, _ => "PK\u0003\u0004\u0014\0\b", 400, 0 },
        { "no token", Plain, _ => "Subject=a&Body=b&Email=ada%40example.org", 400, 0 },
        { "multipart that breaks off", "multipart/form-data; boundary=edge", _ => "--edge\r\nContent-Disposition: form-data; name=\"Subject\"\r\n\r\nHel", 400, 0 },
        { "multipart without a boundary", "multipart/form-data", _ => "--edge--\r\n", 400, 0 },
        { "JSON", "application/json", _ => "{\"Subject\":\"a\"}", 400, 0 },
    };

    [Theory, MemberData(nameof(Posts))]
    public async Task A_post_has_a_clear_answer(string name, string type, Func<string, string> body, int status, long tickets)
    {
        await using var desk = await Desk.Start(running: false);
        using var customer = desk.Nobody();
        var token = "__RequestVerificationToken=" + Uri.EscapeDataString(Browser.Field(await customer.Page("/help/new"), "__RequestVerificationToken"));
        using var content = new ByteArrayContent(Encoding.Latin1.GetBytes(body($"Once={Guid.NewGuid()}&{token}")));
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await customer.Http.PostAsync("/help/new", content);
        answer.StatusCode.ShouldBe((HttpStatusCode)status, name);
        (await desk.Scalar<long>("select count(*) from ticket")).ShouldBe(tickets, name);
    }
}
