using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Helpdesk.Sandbox.Mail;

/// <summary>The multipart body of SendGrid's Inbound Parse. By hand, as its parts carry no content type: charsets stand in a field of their own.</summary>
internal static class InboundParse
{
    public static HttpContent Body(CustomerLetter letter)
    {
        var boundary = $"xYzZY{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}";
        var body = new StringBuilder();
        void Field(string name, string value) => body.Append($"--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");

        Field("headers", Headers(letter));
        Field("dkim", $"{{@{letter.From.Host} : pass}}");
        Field("to", HeaderText.Mailbox(letter.To));
        Field("from", HeaderText.Mailbox(letter.From));
        Field("text", letter.Text.ReplaceLineEndings("\r\n"));
        Field("sender_ip", "127.0.0.1");
        Field("envelope", JsonSerializer.Serialize(new { to = new[] { letter.To.Address }, from = letter.From.Address }));
        Field("attachments", "0");
        Field("subject", letter.Subject);
        Field("charsets", """{"to":"UTF-8","from":"UTF-8","subject":"UTF-8","cc":"UTF-8","filename":"UTF-8","text":"utf-8"}""");
        Field("SPF", "pass");
        body.Append($"--{boundary}--\r\n");

        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body.ToString()));
        content.Headers.ContentType = MediaTypeHeaderValue.Parse($"multipart/form-data; boundary={boundary}");
        return content;
    }

    /// <summary>The raw header block; a long chain of references is folded, one to a line, as mail programs do.</summary>
    private static string Headers(CustomerLetter letter)
    {
        var date = HeaderText.Date(letter.At);
        List<string> lines =
        [
            $"Received: from mail.{letter.From.Host} (localhost [127.0.0.1]) by mx.sandbox.example with ESMTPS; {date}",
            $"From: {HeaderText.RawMailbox(letter.From)}",
            $"To: {HeaderText.RawMailbox(letter.To)}",
            $"Subject: {HeaderText.Raw(letter.Subject)}",
            $"Message-ID: {letter.MessageId}",
            $"Date: {date}",
            "MIME-Version: 1.0",
        ];
        if (letter.InReplyTo is not null) lines.Add($"In-Reply-To: {letter.InReplyTo}");
        if (letter.References.Count > 0) lines.Add($"References: {string.Join("\r\n ", letter.References)}");
        if (letter.AutoSubmitted is not null) lines.Add($"Auto-Submitted: {letter.AutoSubmitted}");
        lines.Add("Content-Type: text/plain; charset=\"utf-8\"");
        return string.Join("\r\n", lines) + "\r\n";
    }
}
