using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Helpdesk.Domain.Tickets;
using Helpdesk.Features.Tickets;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Mail;

public sealed class MailEventTests : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task D24_a_delivered_reply_says_so_and_its_clock_stays_met()
    {
        await using var desk = await Start();
        var (number, mail) = await Answered(desk);
        (await Post(desk, Event("e1", mail, "delivered"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Delivery(desk)).ShouldBe(("delivered", "delivered"));
        (await FirstResponse(desk, number)).ShouldBe("met");
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'mail_reported'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("bounce")]
    [InlineData("dropped")]
    public async Task D24_a_bounce_takes_the_stop_back_and_marks_the_ticket(string kind)
    {
        await using var desk = await Start();
        var (number, mail) = await Answered(desk);
        await Post(desk, Event("e1", mail, "delivered"));
        (await Post(desk, Event("e2", mail, kind, "5.1.1"))).StatusCode.ShouldBe(HttpStatusCode.OK);

        (await Delivery(desk)).ShouldBe(("bounced", "bounced"));
        (await FirstResponse(desk, number)).ShouldBe("running");
        (await desk.Scalar<bool>("select undelivered from ticket where number = $1", number)).ShouldBeTrue();
        (await desk.Scalar<string>("select last_error from outbox_mail where kind = 'reply'")).ShouldEndWith("(5.1.1)");
    }

    [Fact]
    public async Task Events_come_twice_and_in_any_order()
    {
        await using var desk = await Start();
        var (_, mail) = await Answered(desk);
        var bounce = Event("e2", mail, "bounce");
        await Post(desk, bounce, Event("e3", mail, "deferred"), bounce);
        await Post(desk, bounce, Event("e1", mail, "delivered"));

        (await Delivery(desk)).ShouldBe(("bounced", "bounced"));
        (await desk.Scalar<long>("select count(*) from ticket_event where type = 'reply_failed'")).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_ours_or_not_readable_is_thanked_for_and_left()
    {
        await using var desk = await Start();
        var stranger = Event("e9", Guid.NewGuid(), "delivered");
        foreach (var body in new[] { "[" + stranger + "]", "{}", "[", "[1,null,{}]", """[{"event":"bounce","sg_event_id":"\ud800","mail":"x"}]""", "" })
        {
            (await Send(desk, Encoding.UTF8.GetBytes(body))).StatusCode.ShouldBe(HttpStatusCode.OK, body);
        }

        (await desk.Scalar<long>("select count(*) from mail_event")).ShouldBe(0);
    }

    [Fact]
    public async Task Only_the_signature_over_time_and_bytes_lets_in()
    {
        await using var desk = await Start();
        await using var unset = await Desk.Start(running: false);
        var body = Encoding.UTF8.GetBytes("[]\r\n");
        (await Send(desk, body)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Send(desk, body, signed: Encoding.UTF8.GetBytes("[]"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Send(unset, body)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var bare = new HttpClient { BaseAddress = new Uri(desk.Url) };
        (await bare.PostAsync("/hooks/sendgrid/events", new StringContent("[]"))).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Send(desk, new byte[36 * 1024 * 1024], signed: [])).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    private Task<Desk> Start() => Desk.Start(settings: ("HELPDESK_EVENTS_PUBLIC_KEY", Convert.ToBase64String(_key.ExportSubjectPublicKeyInfo())));

    private static async Task<(string Number, Guid Mail)> Answered(Desk desk)
    {
        var number = await desk.Open("Story stops", "The story stops in the middle every evening.");
        await desk.Send("Elena Marsh", new Reply.Command(number, Guid.CreateVersion7(), 100, "Try the other voice.", TicketState.Pending, null, null));
        desk.Clock.Advance(Reply.UndoFor + TimeSpan.FromSeconds(1));
        await Desk.Until(async () => await desk.Scalar<long>("select count(*) from outbox_mail where kind = 'reply' and state = 'sent'") == 1, "the reply was sent");
        return (number, await desk.Scalar<Guid>("select id from outbox_mail where kind = 'reply'"));
    }

    private static async Task<(string?, string?)> Delivery(Desk desk) =>
        (await desk.Scalar<string>("select state from outbox_mail where kind = 'reply'"), await desk.Scalar<string>("select delivery from message where direction = 'out'"));

    private static Task<string> FirstResponse(Desk desk, string number) =>
        desk.Scalar<string>("select c.state from clock c join ticket t on t.id = c.ticket_id where t.number = $1 and c.target = 'first_response'", number);

    private static string Event(string id, Guid mail, string kind, string? status = null) => JsonSerializer.Serialize(new
    {
        email = "ada@example.org", timestamp = 1793754011, @event = kind, sg_event_id = id, mail = mail.ToString("N"), reason = "550 no such user ada@example.org", status,
    });

    private Task<HttpResponseMessage> Post(Desk desk, params string[] events) => Send(desk, Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]\r\n"));

    private async Task<HttpResponseMessage> Send(Desk desk, byte[] body, byte[]? signed = null)
    {
        const string Time = "1793754011";
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid/events") { Content = new ByteArrayContent(body) };
        var signature = _key.SignData([.. Encoding.ASCII.GetBytes(Time), .. signed ?? body], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        request.Headers.Add(SendGridSignature.TimestampHeader, Time);
        request.Headers.Add(SendGridSignature.SignatureHeader, Convert.ToBase64String(signature));
        request.Headers.ExpectContinue = body.Length > 1_000_000;
        return await http.SendAsync(request);
    }
}
