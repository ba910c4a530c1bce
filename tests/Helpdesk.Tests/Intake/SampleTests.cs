using System.Net;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Intake;

/// <summary>The samples of the contracts over HTTP, each twice.</summary>
public sealed class SampleTests
{
    [Theory]
    [InlineData("01-reply-quoted", "three seats is right – please refund")]
    [InlineData("02-html-only", "the login page shows Error 403 since Monday")]
    [InlineData("03-attachments", "")]
    [InlineData("04-charset-shift-jis", "十月分の請求書が二重に届いています")]
    [InlineData("07-forwarded", "I was charged twice (2 × 29,00 €)")]
    [InlineData("08-empty-subject", "Sent from my phone")]
    [InlineData("09-huge-thread", "")]
    public async Task D31_a_customers_mail_becomes_one_ticket_with_its_texts_names_and_files(string name, string words)
    {
        var (body, type, expected) = Inbound.Sample(name);
        await using var desk = await Desk.Start(running: false);
        (await desk.Post(body, type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var (state, _, number, _) = await desk.Newest();
        state.ShouldBe("placed");

        var row = (await desk.Query("select m.author_name, m.author_email, m.subject, m.text, m.message_id, t.category, t.team from message m join ticket t on t.id = m.ticket_id where t.number = $1", number!))[0];
        var from = expected.GetProperty("from");
        row[0].ShouldBe(from[0].GetString());
        row[1].ShouldBe(from[1].GetString());
        row[2].ShouldBe(expected.GetProperty("subject").GetString());
        ((string)row[3]!).Replace('\u00A0', ' ').ShouldContain(words, Case.Sensitive);
        row[4].ShouldBe(expected.GetProperty("messageId").GetString());
        row[5].ShouldNotBeNull();
        row[6].ShouldNotBeNull();
        (await desk.Query("select a.file_name from attachment a order by a.id")).Select(r => (string)r[0]!).Order()
            .ShouldBe(expected.GetProperty("attachments").EnumerateArray().Select(a => a.GetString()!).Order());
        (await desk.Count("clock")).ShouldBeGreaterThan(0);
        (await desk.Scalar<long>("select count(*) from classification where reason <> ''")).ShouldBe(1);

        await Twice(desk, body, type);
        // The same mail in another envelope is the same Message-ID.
        (await desk.Post([.. body, (byte)'\n'], type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Newest()).State.ShouldBe("duplicate");
        (await desk.Count("message")).ShouldBe(1);
    }

    [Theory]
    [InlineData("05-auto-reply", "automatic_reply")]
    [InlineData("06-bounce-dsn", "bounce")]
    public async Task D31_automatic_mail_is_parked_with_its_reason(string name, string reason)
    {
        var (body, type, _) = Inbound.Sample(name);
        await using var desk = await Desk.Start(running: false);
        (await desk.Post(body, type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Newest()).ShouldBe(("parked", reason, null, false));
        (await desk.Count("ticket")).ShouldBe(0);
        await Twice(desk, body, type);
    }

    [Theory]
    [InlineData("01-reply-quoted")]
    [InlineData("03-attachments")]
    [InlineData("04-charset-shift-jis")]
    public async Task Raw_mode_is_parked_for_Safety_because_it_is_not_screened(string name)
    {
        var (body, type, _) = Inbound.Sample(name, raw: true);
        await using var desk = await Desk.Start(running: false);
        (await desk.Post(body, type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Newest()).ShouldBe(("parked", "raw_mode", null, true));
        await Twice(desk, body, type);
    }

    private static async Task Twice(Desk desk, byte[] body, string type)
    {
        var before = await Counts(desk);
        (await desk.Post(body, type)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Counts(desk)).ShouldBe(before);
    }

    private static async Task<string> Counts(Desk desk) =>
        string.Join(' ', (await desk.Query("select (select count(*) from inbound_mail), (select count(*) from ticket), (select count(*) from message), (select count(*) from ticket_event), (select count(*) from outbox_mail)"))[0]);
}
