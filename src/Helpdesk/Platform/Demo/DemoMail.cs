using System.Net;
using System.Text;
using System.Text.Json;
using Helpdesk.Platform.Mail;

namespace Helpdesk.Platform.Demo;

/// <summary>Mail of the demo world: bodies as SendGrid posts them, and a way out that reaches nobody.</summary>
internal static class DemoMail
{
    private const string Boundary = "demo-7f2c41";
    public const string ContentType = "multipart/form-data; boundary=" + Boundary;

    /// <param name="headers">Further header lines, each ended by a line feed.</param>
    public static byte[] Body(
        string from, string address, string subject, string text, string id, DateTimeOffset at, string headers = "", bool html = false, string? fileName = null)
    {
        var body = new StringBuilder();
        Field(body, "headers", $"From: {from} <{address}>\nTo: support@helpdesk.example\nSubject: {subject}\nDate: {at:R}\nMessage-ID: {id}\n{headers}");
        Field(body, "from", $"{from} <{address}>");
        Field(body, "to", "support@helpdesk.example");
        Field(body, "subject", subject);
        Field(body, "text", text);
        if (html) Field(body, "html", string.Concat(text.Split("\n\n").Select(p => $"<p>{WebUtility.HtmlEncode(p).Replace("\n", "<br>", StringComparison.Ordinal)}</p>")));
        Field(body, "envelope", JsonSerializer.Serialize(new { to = new[] { "support@helpdesk.example" }, from = address }));
        Field(body, "charsets", """{"from":"UTF-8","subject":"UTF-8","text":"UTF-8","html":"UTF-8","headers":"UTF-8"}""");
        if (fileName is not null)
        {
            Field(body, "attachments", "1");
            Field(body, "attachment-info", JsonSerializer.Serialize(new { attachment1 = new { filename = fileName, type = "text/plain" } }));
            body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"attachment1\"; filename=\"{fileName}\"\r\nContent-Type: text/plain\r\n\r\n");
            body.Append($"{at:O} request sent\n{at.AddSeconds(3):O} no answer after 3000 ms\n{at.AddSeconds(9):O} gave up\n\r\n");
        }

        return Encoding.UTF8.GetBytes(body.Append($"--{Boundary}--\r\n").ToString());
    }

    private static void Field(StringBuilder body, string name, string value) =>
        body.Append($"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");

    /// <summary>Takes every mail and forgets it; a mailbox that is gone refuses, so that dead letters can be seen.</summary>
    internal sealed class Nowhere : IMailTransport
    {
        public Task<SendOutcome> Send(OutgoingMail mail, CancellationToken stop) => Task.FromResult<SendOutcome>(
            mail.To.Address.EndsWith("@gone.example", StringComparison.Ordinal) && mail.AutoSubmitted == AutoSubmitted.No
                ? new SendOutcome.Refused("550 there is no such mailbox", Permanent: true)
                : new SendOutcome.Accepted("demo"));
    }
}
