using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Helpdesk.Platform.Mail;
using Helpdesk.Tests.Support;
using Shouldly;
using Xunit;

namespace Helpdesk.Tests.Intake;

/// <summary>The door of inbound mail: 200, 401, 413 or 503, nothing else (INTERFACES).</summary>
public sealed class HookTests
{
    [Fact]
    public async Task Without_the_right_secret_nothing_is_stored()
    {
        await using var desk = await Desk.Start(running: false);
        var mail = Inbound.Mail("ada@example.org", "Hello", "Text");
        (await desk.Post(mail, secret: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Post(mail, secret: "wrong")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Post(mail, secret: Desk.InboundSecret + "x")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Count("inbound_mail")).ShouldBe(0);
        (await desk.Post(mail)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await desk.Count("inbound_mail")).ShouldBe(1);
    }

    [Fact]
    public async Task Over_35_MB_is_refused_before_and_while_reading()
    {
        await using var desk = await Desk.Start(running: false);
        var large = new byte[35 * 1024 * 1024 + 1];
        (await Status(desk, large, chunked: false)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await Status(desk, large, chunked: true)).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await desk.Count("inbound_mail")).ShouldBe(0);
    }

    /// <summary>The length alone is told, nothing is sent: whoever reads first would wait for ever.</summary>
    [Theory]
    [InlineData(36_700_161, Desk.InboundSecret, 413)]
    [InlineData(36_700_161, "wrong", 401)]
    [InlineData(long.MaxValue, Desk.InboundSecret, 413)]
    public async Task Over_35_MB_is_refused_on_its_length_alone(long length, string secret, int status)
    {
        await using var desk = await Desk.Start(running: false);
        var at = new Uri(desk.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(at.Host, at.Port);
        await using var stream = client.GetStream();
        var proof = Convert.ToBase64String(Encoding.UTF8.GetBytes("inbound:" + secret));
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /hooks/sendgrid/inbound HTTP/1.1\r\nHost: {at.Authority}\r\nAuthorization: Basic {proof}\r\nContent-Type: {Inbound.Type}\r\nContent-Length: {length}\r\n\r\n"));
        using var reader = new StreamReader(stream);
        (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)))!.ShouldStartWith($"HTTP/1.1 {status} ");
        (await desk.Count("inbound_mail")).ShouldBe(0);
    }

    [Fact]
    public async Task With_a_public_key_the_signature_takes_the_place_of_the_secret()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var desk = await Desk.Start(running: false, settings: ("HELPDESK_INBOUND_PUBLIC_KEY", Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())));
        var mail = Inbound.Mail("ada@example.org", "Hello", "Text");
        (await desk.Post(mail)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Signed(desk, key, mail, mail)).ShouldBe(HttpStatusCode.OK);
        (await Signed(desk, key, mail, [.. mail, (byte)'x'])).ShouldBe(HttpStatusCode.Unauthorized);
        (await desk.Count("ticket")).ShouldBe(1);
    }

    private static async Task<HttpStatusCode> Signed(Desk desk, ECDsa key, byte[] signed, byte[] sent)
    {
        var signature = key.SignData([.. Encoding.UTF8.GetBytes("1793000000"), .. signed], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        using var http = new HttpClient { BaseAddress = new Uri(desk.Url) };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/hooks/sendgrid/inbound") { Content = new ByteArrayContent(sent) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", Inbound.Type);
        request.Headers.Add(SendGridSignature.TimestampHeader, "1793000000");
        request.Headers.Add(SendGridSignature.SignatureHeader, Convert.ToBase64String(signature));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    /// <summary>The server may answer and close while the rest is still being sent; both are the refusal.</summary>
    private static async Task<HttpStatusCode> Status(Desk desk, byte[] body, bool chunked)
    {
        try
        {
            using var answer = await desk.Post(body, chunked: chunked);
            return answer.StatusCode;
        }
        catch (HttpRequestException closed) when (closed.InnerException is IOException)
        {
            return HttpStatusCode.RequestEntityTooLarge;
        }
    }
}
